package org.zhengzhao.registry.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/**
 * The short-lived access tokens of the embedded default: JWT authenticated by HMAC-SHA-256. The registry is both their issuer
 * and their only reader, so that a shared secret is enough and checking one costs microseconds.
 */
@Singleton
class AccessTokens {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String ISSUER = "zhengzhao";
    private static final String AUTHORITY = "authority";
    private static final String ROLES = "roles";
    private static final int MAX_LENGTH = 4096;
    /** One way to write a token: the library would read past padding and what is no letter of Base64. */
    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private static final int MAX_REMEMBERED = 10_000;

    private final SecretKeySpec key;
    private final Clock clock;
    /** Tokens whose authentication code was checked, with what they say. Expiry is checked each time. */
    private final Cache<String, Checked> checked = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(LIFETIME)
            .build();

    private record Checked(Caller caller, Instant expires) {}

    AccessTokens(KeyRing keys, Clock clock) {
        this.key = new SecretKeySpec(keys.tokenSecret().toArray(), "HmacSHA256");
        this.clock = clock;
    }

    String issue(Client client) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(ISSUER);
        claims.setSubject(client.clientId());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        claims.setStringClaim(AUTHORITY, client.authority().value());
        claims.setStringListClaim(
                ROLES, client.roles().stream().map(Role::roleName).sorted().toList());
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setHeader("typ", "at+jwt");
        token.setKey(key);
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException("no token was made", broken);
        }
    }

    /**
     * Who sends this token.
     *
     * @throws RegistryException {@link ProblemType#TOKEN_INVALID} or {@link ProblemType#TOKEN_EXPIRED}
     */
    Caller requireCaller(String token) {
        if (token.length() > MAX_LENGTH || !FORM.matcher(token).matches()) {
            throw invalid();
        }
        Checked known = checked.get(token, this::check);
        if (known == null) {
            throw invalid();
        }
        if (!clock.instant().isBefore(known.expires())) {
            throw new RegistryException(
                    ProblemType.TOKEN_EXPIRED,
                    new Bilingual("请向 /oauth/token 重新申请令牌。", "Get a new token from /oauth/token."));
        }
        return known.caller();
    }

    private Checked check(String token) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
                .setVerificationKey(key)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(ISSUER)
                .setExpectedType(true, "at+jwt")
                .setRequireSubject()
                .setRequireExpirationTime()
                // Expiry is judged by our own clock, in requireCaller.
                .setEvaluationTime(NumericDate.fromSeconds(0))
                .setAllowedClockSkewInSeconds(0)
                .build();
        try {
            JwtClaims claims = consumer.processToClaims(token);
            Set<Role> roles = claims.getStringListClaimValue(ROLES).stream()
                    .flatMap(name -> Role.find(name).stream())
                    .collect(Collectors.toUnmodifiableSet());
            return new Checked(
                    new Caller(
                            claims.getSubject(),
                            Uscc.parse(Optional.ofNullable(claims.getStringClaimValue(AUTHORITY))
                                    .orElse("")),
                            roles),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (InvalidJwtException | MalformedClaimException | MalformedCodeException refused) {
            throw invalid();
        }
    }

    private static RegistryException invalid() {
        return new RegistryException(
                ProblemType.TOKEN_INVALID,
                new Bilingual("请向 /oauth/token 重新申请令牌。", "Get a new token from /oauth/token."),
                List.of());
    }
}
