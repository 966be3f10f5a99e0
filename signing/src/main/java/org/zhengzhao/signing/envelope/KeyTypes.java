package org.zhengzhao.signing.envelope;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;

/** Makes public keys of the numbers that COSE and JOSE have for them. */
final class KeyTypes {
    /** Curves of ECDSA that are read: their names in JOSE and in Java, their numbers in COSE, octets of a coordinate. */
    enum Curve {
        P256("P-256", "secp256r1", 1, 32),
        P384("P-384", "secp384r1", 2, 48),
        P521("P-521", "secp521r1", 3, 66);

        private final String jose;
        private final String javaName;
        private final long cose;
        private final int octets;

        Curve(String jose, String javaName, long cose, int octets) {
            this.jose = jose;
            this.javaName = javaName;
            this.cose = cose;
            this.octets = octets;
        }

        /** Whether octets are as long as an uncompressed point and begin as one. */
        boolean isPoint(Bytes point) {
            return point.length() == 1 + 2 * octets && point.at(0) == 4;
        }

        boolean is(String joseName) {
            return jose.equals(joseName);
        }

        boolean is(long coseNumber) {
            return cose == coseNumber;
        }
    }

    private static final String ED25519 = "302a300506032b6570032100";
    private static final String ED448 = "3043300506032b6571033a00";
    /** X.509 keys by name; what none of these reads is no key for signatures. */
    private static final List<String> FACTORIES = List.of("EC", "RSA", "Ed25519", "Ed448");

    private final Provider provider;

    KeyTypes(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    static boolean knownCurve(ECPublicKey key) {
        return Arrays.stream(Curve.values()).anyMatch(curve -> knownCurve(key, curve));
    }

    private static boolean knownCurve(ECPublicKey key, Curve curve) {
        return key.getParams() != null
                && key.getParams().getCurve().getField().getFieldSize()
                        == (curve == Curve.P521 ? 521 : curve.octets * 8)
                && key.getParams().getOrder().equals(Orders.of(curve))
                && key.getParams().getCofactor() == 1;
    }

    PublicKey elliptic(Curve curve, Bytes x, Bytes y) throws MalformedEnvelopeException {
        if (x.length() != curve.octets || y.length() != curve.octets) {
            throw new MalformedEnvelopeException(Reason.KEY, "coordinates");
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", provider);
            parameters.init(new ECGenParameterSpec(curve.javaName));
            ECPoint point = new ECPoint(new BigInteger(1, x.toArray()), new BigInteger(1, y.toArray()));
            return KeyFactory.getInstance("EC", provider)
                    .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException | RuntimeException offTheCurve) {
            throw new MalformedEnvelopeException(Reason.KEY, "not on the curve");
        }
    }

    PublicKey ed25519(Bytes x) throws MalformedEnvelopeException {
        return edwards(ED25519, 32, x);
    }

    PublicKey ed448(Bytes x) throws MalformedEnvelopeException {
        return edwards(ED448, 57, x);
    }

    private PublicKey edwards(String head, int length, Bytes x) throws MalformedEnvelopeException {
        if (x.length() != length) {
            throw new MalformedEnvelopeException(Reason.KEY, "coordinate");
        }
        return x509(Bytes.of(HexFormat.of().parseHex(head + x.toHex())));
    }

    PublicKey rsa(Bytes modulus, Bytes exponent) throws MalformedEnvelopeException {
        try {
            return KeyFactory.getInstance("RSA", provider)
                    .generatePublic(new RSAPublicKeySpec(
                            new BigInteger(1, modulus.toArray()), new BigInteger(1, exponent.toArray())));
        } catch (GeneralSecurityException | RuntimeException refused) {
            throw new MalformedEnvelopeException(Reason.KEY, "modulus or exponent");
        }
    }

    /** A SubjectPublicKeyInfo (RFC 5280 §4.1). */
    PublicKey x509(Bytes der) throws MalformedEnvelopeException {
        for (String factory : FACTORIES) {
            try {
                return KeyFactory.getInstance(factory, provider).generatePublic(new X509EncodedKeySpec(der.toArray()));
            } catch (GeneralSecurityException | RuntimeException another) {
                // of another type, or broken
            }
        }
        throw new MalformedEnvelopeException(Reason.KEY, "no public key");
    }

    /** Orders of the base points, FIPS 186-5: what tells a curve by that name from another with the same field. */
    private static final class Orders {
        private static final BigInteger P256 =
                new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);
        private static final BigInteger P384 = new BigInteger(
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973", 16);
        private static final BigInteger P521 = new BigInteger(
                "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA"
                        + "51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
                16);

        static BigInteger of(Curve curve) {
            return switch (curve) {
                case P256 -> P256;
                case P384 -> P384;
                case P521 -> P521;
            };
        }
    }
}
