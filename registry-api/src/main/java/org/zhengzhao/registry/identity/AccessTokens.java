package org.zhengzhao.registry.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
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
    private static final String CONFIRMATION = "cnf";
    private static final String THUMBPRINT = "x5t#S256";
    /** Limits of the account: absent where it has none. */
    private static final String REGION = "region";

    private static final String TYPES = "types";
    private static final int MAX_LENGTH = 4096;
    /** One way to write a token: the library would read past padding and what is no letter of Base64. */
    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private static final int MAX_REMEMBERED = 10_000;

    private final TokenKeys keys;
    private final ClosedClients closed;
    private final Clock clock;
    /** Tokens whose authentication code was checked, with what they say. Expiry is checked each time. */
    private final Cache<String, Checked> checked = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(LIFETIME)
            .build();

    private record Checked(Caller caller, Instant expires, Optional<String> thumbprint) {}

    AccessTokens(TokenKeys keys, ClosedClients closed, Clock clock) {
        this.keys = keys;
        this.closed = closed;
        this.clock = clock;
    }

    /**
     * A token for a client.
     *
     * @param thumbprint of the certificate that it is bound to (RFC 8705 §3)
     */
    String issue(Client client, Optional<String> thumbprint) {
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
        thumbprint.ifPresent(of -> claims.setClaim(CONFIRMATION, Map.of(THUMBPRINT, of)));
        TokenKeys.Key key = keys.current();
        client.assignment().region().ifPresent(region -> claims.setStringClaim(REGION, region.value()));
        if (!client.assignment().types().isEmpty()) {
            claims.setStringListClaim(TYPES, AssignmentText.types(client.assignment()));
        }
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setHeader("typ", "at+jwt");
        token.setKeyIdHeaderValue(key.id());
        token.setKey(key.secret());
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
     * @param peer thumbprint of the certificate of the connection that the token comes on, where it has one
     * @throws RegistryException {@link ProblemType#TOKEN_INVALID} or {@link ProblemType#TOKEN_EXPIRED}
     */
    Caller requireCaller(String token, Supplier<Optional<String>> peer) {
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
        if (known.thumbprint().isPresent() && !known.thumbprint().equals(peer.get())) {
            throw new RegistryException(
                    ProblemType.TOKEN_INVALID,
                    new Bilingual(
                            "此令牌只能在使用申请令牌时所用证书的 TLS 连接上使用。",
                            "This token is good on TLS connections with the certificate that it was given for, and on"
                                    + " no others."));
        }
        if (closed.contains(known.caller().clientId())) {
            throw new RegistryException(
                    ProblemType.TOKEN_INVALID,
                    new Bilingual("此客户端已停用。请联系系统管理员。", "The client was closed. Ask the operator."));
        }
        return known.caller();
    }

    private Checked check(String token) {
        // A token of the time before a change of keys: whose key is still kept, holds until it ends.
        for (TokenKeys.Key key : keys.accepted()) {
            Optional<Checked> known = check(token, key.secret());
            if (known.isPresent()) {
                return known.get();
            }
        }
        throw invalid();
    }

    private static Optional<Checked> check(String token, SecretKeySpec key) {
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
            return Optional.of(new Checked(
                    new Caller(
                            claims.getSubject(),
                            Uscc.parse(Optional.ofNullable(claims.getStringClaimValue(AUTHORITY))
                                    .orElse("")),
                            roles,
                            assignment(claims)),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()),
                    thumbprint(claims)));
        } catch (InvalidJwtException | MalformedClaimException | MalformedCodeException refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> thumbprint(JwtClaims claims) {
        return claims.getClaimValue(CONFIRMATION) instanceof Map<?, ?> confirmation
                        && confirmation.get(THUMBPRINT) instanceof String thumbprint
                ? Optional.of(thumbprint)
                : Optional.empty();
    }

    private static Assignment assignment(JwtClaims claims) throws MalformedClaimException, MalformedCodeException {
        Optional<String> region =
                claims.hasClaim(REGION) ? Optional.of(claims.getStringClaimValue(REGION)) : Optional.empty();
        return AssignmentText.parse(region, claims.hasClaim(TYPES) ? claims.getStringListClaimValue(TYPES) : List.of());
    }

    private static RegistryException invalid() {
        return new RegistryException(
                ProblemType.TOKEN_INVALID,
                new Bilingual("请向 /oauth/token 重新申请令牌。", "Get a new token from /oauth/token."),
                List.of());
    }
}
