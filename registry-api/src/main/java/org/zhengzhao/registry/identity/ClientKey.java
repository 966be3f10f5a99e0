package org.zhengzhao.registry.identity;

import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A public key of a client.
 *
 * @param kid the name under which the client's assertions refer to it
 * @param jwk the key as JSON (RFC 7517), the public part only
 */
record ClientKey(String kid, AssertionAlgorithm algorithm, String jwk) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 4096;
    private static final int LEAST_EXPONENT = 65537;
    private static final int MOST_EXPONENT_BITS = 32;

    ClientKey {
        Objects.requireNonNull(kid);
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(jwk);
    }

    /** The key that these members of a JWK say; empty where they say none that is taken. */
    static Optional<ClientKey> find(String kid, Map<String, Object> members) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(members);
            key.setKeyId(kid);
            return algorithm(key).map(algorithm -> {
                key.setAlgorithm(algorithm.jose());
                return new ClientKey(kid, algorithm, key.toJson(OutputControlLevel.PUBLIC_ONLY));
            });
        } catch (JoseException | RuntimeException unusable) {
            // The library tells by whatever it stumbles over that a number is none, or that a key cannot be made of it.
            return Optional.empty();
        }
    }

    /** The key as it was kept. */
    static ClientKey stored(String kid, String jwk) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(jwk);
            return new ClientKey(kid, algorithm(key).orElseThrow(), jwk);
        } catch (JoseException corrupt) {
            throw new IllegalStateException("a client's key cannot be read", corrupt);
        }
    }

    PublicJsonWebKey toJose() {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(jwk);
        } catch (JoseException impossible) {
            throw new IllegalStateException("a client's key was readable", impossible);
        }
    }

    private static Optional<AssertionAlgorithm> algorithm(PublicJsonWebKey key) {
        return switch (key.getPublicKey()) {
            case RSAPublicKey rsa when strong(rsa) -> Optional.of(AssertionAlgorithm.PS256);
            case ECPublicKey point when onP256(key, point) -> Optional.of(AssertionAlgorithm.ES256);
            case EdECPublicKey edwards
            when edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName()) ->
                Optional.of(AssertionAlgorithm.EDDSA);
            case null, default -> Optional.empty();
        };
    }

    private static boolean strong(RSAPublicKey rsa) {
        int bits = rsa.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && rsa.getPublicExponent().testBit(0)
                && rsa.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS
                && rsa.getPublicExponent().longValueExact() >= LEAST_EXPONENT;
    }

    /** On the curve, too: the JDK makes a key of any two numbers. */
    private static boolean onP256(PublicJsonWebKey key, ECPublicKey point) {
        return key instanceof EllipticCurveJsonWebKey curve
                && curve.getCurveName().equals("P-256")
                && ECNamedCurveTable.getParameterSpec("P-256")
                        .getCurve()
                        .createPoint(point.getW().getAffineX(), point.getW().getAffineY())
                        .isValid();
    }
}
