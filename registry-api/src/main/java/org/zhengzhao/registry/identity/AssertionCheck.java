package org.zhengzhao.registry.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Judges assertions of clients (RFC 7523 §3, OpenID Connect Core §9): a pure function of assertion, keys, names and time. Whether one
 * was used before is the database's to say.
 */
final class AssertionCheck {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    /** How far ahead an assertion may end: as long is it remembered. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    static final Duration SKEW = Duration.ofSeconds(30);

    static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_ID = 128;
    private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");

    private AssertionCheck() {}

    /** What came of it. */
    sealed interface Outcome {
        /** Signed by a key of the client and in force; {@code ends} is when it need not be remembered any more. */
        record Good(String id, Instant ends) implements Outcome {
            public Good {
                Objects.requireNonNull(id);
                Objects.requireNonNull(ends);
            }
        }

        /** Why not, for whoever wrote the client. */
        record Refused(String reason) implements Outcome {
            public Refused {
                Objects.requireNonNull(reason);
            }
        }
    }

    /** Whose assertion it says it is, before anything is believed. */
    static Optional<String> subject(String assertion) {
        if (assertion.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            JwtContext unverified = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .process(assertion);
            return Optional.ofNullable(unverified.getJwtClaims().getSubject());
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    static Outcome check(String assertion, String clientId, List<ClientKey> keys, Set<String> audiences, Instant now) {
        if (assertion.length() > MAX_LENGTH) {
            return new Outcome.Refused("the assertion is too long");
        }
        try {
            JsonWebStructure unverified = JsonWebStructure.fromCompactSerialization(assertion);
            String kid = unverified.getKeyIdHeaderValue();
            Optional<ClientKey> key =
                    keys.stream().filter(known -> known.kid().equals(kid)).findFirst();
            if (key.isEmpty()) {
                return new Outcome.Refused("no key of this client has the kid of the assertion");
            }
            String type = unverified.getHeader("typ");
            if (type != null && !TYPES.contains(type.toLowerCase(java.util.Locale.ROOT))) {
                return new Outcome.Refused("typ is JWT or client-authentication+jwt");
            }
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            ConstraintType.PERMIT, key.get().algorithm().jose()))
                    .setVerificationKey(key.get().toJose().getPublicKey())
                    .setSkipAllDefaultValidators()
                    .build()
                    .processToClaims(assertion);
            return claims(claims, clientId, audiences, now);
        } catch (JoseException | InvalidJwtException | MalformedClaimException | RuntimeException refused) {
            // The library says what is wrong with a token in many ways, and in its own words.
            return new Outcome.Refused("the assertion is not signed as its key and its kid ask for");
        }
    }

    private static Outcome claims(JwtClaims claims, String clientId, Set<String> audiences, Instant now)
            throws MalformedClaimException {
        if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
            return new Outcome.Refused("iss and sub are both the client id");
        }
        // One audience, and never one that a request names: an assertion that was made for somebody else, who passes it
        // on, must fail.
        if (claims.getAudience().size() != 1
                || !audiences.contains(claims.getAudience().getFirst())) {
            return new Outcome.Refused("aud is the issuer of this registry, and nothing else");
        }
        NumericDate issued = claims.getIssuedAt();
        NumericDate expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return new Outcome.Refused("iat and exp are required");
        }
        Instant ends = Instant.ofEpochSecond(expires.getValue());
        if (!now.isBefore(ends)) {
            return new Outcome.Refused("the assertion has ended; look at the clocks");
        }
        if (ends.isAfter(now.plus(LONGEST))) {
            return new Outcome.Refused("exp is at most five minutes ahead");
        }
        NumericDate notBefore = claims.getNotBefore();
        if (Instant.ofEpochSecond(issued.getValue()).isAfter(now.plus(SKEW))
                || notBefore != null
                        && Instant.ofEpochSecond(notBefore.getValue()).isAfter(now.plus(SKEW))) {
            return new Outcome.Refused("the assertion is not in force yet; look at the clocks");
        }
        String id = claims.getJwtId();
        if (id == null || id.isEmpty() || id.length() > MAX_ID) {
            return new Outcome.Refused("jti is required, 1 to 128 characters");
        }
        return new Outcome.Good(id, ends);
    }
}
