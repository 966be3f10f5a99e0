package org.zhengzhao.signing.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SuiteParameters.SuiteKey;
import org.zhengzhao.signing.memo.BoundedMemo;

/**
 * Which public keys belong to a suite. A key of another type, on another curve, on a curve that is written out instead of
 * named, off its curve, of small order, or too short or too long never verifies anything.
 */
public final class SuiteKeys {
    /** RFC 8230 §2: PS256 with shorter keys must not be used. Licenses ask for more; see {@link #signsLicenses}. */
    private static final int SHORTEST_RSA_READ = 2048;

    /** FIPS 186-5 §5.1: 2^16 < e < 2^256. */
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65537);

    private static final int LONGEST_EXPONENT = 256;

    private static final int MOST_REMEMBERED = 256;
    /** Octets of an encoded key: those of the longest RSA key, and some. */
    private static final int LONGEST_REMEMBERED = 2048;

    private final Provider provider;
    private final BoundedMemo<Named, Found> remembered = new BoundedMemo<>(MOST_REMEMBERED);

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public SuiteKeys(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    private record Named(Suite suite, Bytes key) {}

    private record Found(Optional<PublicKey> key) {}

    /** The same key as Bouncy Castle has it, where it is one of the suite. */
    public Optional<PublicKey> find(Suite suite, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return Optional.empty();
        }
        if (encoded.length > LONGEST_REMEMBERED) {
            return find(suite, encoded);
        }
        // The same key again and again: reading it anew takes a fifth of the time of a verification.
        Named named = new Named(suite, Bytes.of(encoded));
        Optional<Found> known = remembered.find(named);
        if (known.isPresent()) {
            return known.get().key();
        }
        Optional<PublicKey> found = find(suite, encoded);
        remembered.put(named, new Found(found));
        return found;
    }

    private Optional<PublicKey> find(Suite suite, byte[] encoded) {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded);
            return switch (suite.key()) {
                case SuiteKey.OnCurve on -> onCurve(on.curve(), info);
                case SuiteKey.Edwards25519 edwards -> edwards(info);
                case SuiteKey.RsaPss rsa -> rsa(info);
            };
        } catch (GeneralSecurityException | RuntimeException broken) {
            // Bouncy Castle answers keys that are broken or off their curve with several unchecked exceptions.
            return Optional.empty();
        }
    }

    /** The suite of a key; empty where it is of none. */
    public Optional<Suite> findSuite(PublicKey key) {
        return Arrays.stream(Suite.values())
                .filter(suite -> find(suite, key).isPresent())
                .findFirst();
    }

    /**
     * Whether a key of the suite is strong enough for a license. RSA moduli of 2048 bits verify what others have signed, and
     * sign no license.
     */
    public boolean signsLicenses(Suite suite, PublicKey key) {
        return find(suite, key)
                .filter(found -> !(found instanceof RSAPublicKey rsa)
                        || rsa.getModulus().bitLength() >= SuiteParameters.SHORTEST_RSA)
                .isPresent();
    }

    private Optional<PublicKey> onCurve(Curve curve, SubjectPublicKeyInfo info) throws GeneralSecurityException {
        AlgorithmIdentifier expected = new AlgorithmIdentifier(
                X9ObjectIdentifiers.id_ecPublicKey, new ASN1ObjectIdentifier(curve.identifier()));
        return expected.equals(info.getAlgorithm()) ? Optional.of(read("EC", info)) : Optional.empty();
    }

    private Optional<PublicKey> edwards(SubjectPublicKeyInfo info) throws GeneralSecurityException {
        byte[] point = info.getPublicKeyData().getOctets();
        return new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519).equals(info.getAlgorithm())
                        && point.length == Ed25519.PUBLIC_KEY_SIZE
                        && Ed25519.validatePublicKeyFull(point, 0)
                ? Optional.of(read("Ed25519", info))
                : Optional.empty();
    }

    private Optional<PublicKey> rsa(SubjectPublicKeyInfo info) throws GeneralSecurityException {
        AlgorithmIdentifier algorithm = info.getAlgorithm();
        boolean plain =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE).equals(algorithm);
        boolean pss = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS).equals(algorithm)
                || AlgorithmIdentifiers.signature(Suite.PS256).equals(algorithm);
        if (!plain && !pss) {
            return Optional.empty();
        }
        return read("RSA", info) instanceof RSAPublicKey rsa && allowed(rsa) ? Optional.of(rsa) : Optional.empty();
    }

    private static boolean allowed(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        BigInteger exponent = key.getPublicExponent();
        return bits >= SHORTEST_RSA_READ
                && bits <= SuiteParameters.LONGEST_RSA
                && key.getModulus().testBit(0)
                && exponent.testBit(0)
                && exponent.compareTo(SMALLEST_EXPONENT) >= 0
                && exponent.bitLength() <= LONGEST_EXPONENT;
    }

    private PublicKey read(String type, SubjectPublicKeyInfo info) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(type, provider).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (java.io.IOException memory) {
            throw new GeneralSecurityException(memory);
        }
    }

    /** The key of two coordinates, each as long as the curve's; empty where they are no point of it. */
    public Optional<PublicKey> findPoint(Curve curve, Bytes x, Bytes y) {
        if (x.length() != curve.octets() || y.length() != curve.octets()) {
            return Optional.empty();
        }
        byte[] point = new byte[1 + 2 * curve.octets()];
        point[0] = 4;
        System.arraycopy(x.toArray(), 0, point, 1, x.length());
        System.arraycopy(y.toArray(), 0, point, 1 + x.length(), y.length());
        try {
            return onCurve(
                    curve,
                    new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(
                                    X9ObjectIdentifiers.id_ecPublicKey, new ASN1ObjectIdentifier(curve.identifier())),
                            point));
        } catch (GeneralSecurityException | RuntimeException offCurve) {
            return Optional.empty();
        }
    }

    /** The Ed25519 key of 32 octets; empty where they are none. */
    public Optional<PublicKey> findEdwards(Bytes point) {
        try {
            return edwards(new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), point.toArray()));
        } catch (GeneralSecurityException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /** The RSA key of modulus and exponent; empty where they are none for PS256. */
    public Optional<PublicKey> findRsa(BigInteger modulus, BigInteger exponent) {
        try {
            return rsa(new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, exponent)));
        } catch (GeneralSecurityException | java.io.IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }
}
