package org.zhengzhao.signing.cms;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cms.MalformedCmsException.Reason;

/**
 * How a signature was made: a closed list. The hash of the signature is always that of the content: a container that names two
 * is refused, for nothing good needs it.
 *
 * @param saltLength octets of salt of RSASSA-PSS; empty for the other families
 */
public record SignatureScheme(Family family, DigestAlgorithm digest, Optional<Integer> saltLength) {
    /**
     * When collisions of SHA-1 with chosen prefixes came within reach of anybody (Leurent and Peyrin, January 2020). What was
     * signed before, in many offices with keys of 1024 bits, is told and not refused; the present never is before that.
     */
    public static final Instant LEGACY_UNTIL = Instant.parse("2020-01-01T00:00:00Z");

    private static final int SHORTEST_RSA = 2048;
    private static final int SHORTEST_RSA_OF_OLD = 1024;
    private static final int SHORTEST_CURVE = 224;

    /** A kind of signature. */
    public enum Family {
        RSA_PKCS1,
        RSA_PSS,
        ECDSA,
        ED25519,
        ED448,
        SM2
    }

    private record Named(Family family, DigestAlgorithm digest) {}

    private static final Map<String, Named> NAMED = Map.ofEntries(
            Map.entry(
                    PKCSObjectIdentifiers.sha1WithRSAEncryption.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA1)),
            Map.entry(
                    PKCSObjectIdentifiers.sha224WithRSAEncryption.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA224)),
            Map.entry(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA256)),
            Map.entry(
                    PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA384)),
            Map.entry(
                    PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA512)),
            Map.entry(
                    NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA3_256)),
            Map.entry(
                    NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA3_384)),
            Map.entry(
                    NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512.getId(),
                    new Named(Family.RSA_PKCS1, DigestAlgorithm.SHA3_512)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA1.getId(), new Named(Family.ECDSA, DigestAlgorithm.SHA1)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA224.getId(), new Named(Family.ECDSA, DigestAlgorithm.SHA224)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA256.getId(), new Named(Family.ECDSA, DigestAlgorithm.SHA256)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA384.getId(), new Named(Family.ECDSA, DigestAlgorithm.SHA384)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA512.getId(), new Named(Family.ECDSA, DigestAlgorithm.SHA512)),
            Map.entry(
                    NISTObjectIdentifiers.id_ecdsa_with_sha3_256.getId(),
                    new Named(Family.ECDSA, DigestAlgorithm.SHA3_256)),
            Map.entry(
                    NISTObjectIdentifiers.id_ecdsa_with_sha3_384.getId(),
                    new Named(Family.ECDSA, DigestAlgorithm.SHA3_384)),
            Map.entry(
                    NISTObjectIdentifiers.id_ecdsa_with_sha3_512.getId(),
                    new Named(Family.ECDSA, DigestAlgorithm.SHA3_512)),
            // RFC 8419 §3.1: the hash of the content is fixed too.
            Map.entry(EdECObjectIdentifiers.id_Ed25519.getId(), new Named(Family.ED25519, DigestAlgorithm.SHA512)),
            Map.entry(EdECObjectIdentifiers.id_Ed448.getId(), new Named(Family.ED448, DigestAlgorithm.SHAKE256)),
            // GM/T 0009 and GM/T 0010: the second is the bare name of the key's algorithm.
            Map.entry(GMObjectIdentifiers.sm2sign_with_sm3.getId(), new Named(Family.SM2, DigestAlgorithm.SM3)),
            Map.entry("1.2.156.10197.1.301.1", new Named(Family.SM2, DigestAlgorithm.SM3)));

    static SignatureScheme of(AlgorithmIdentifier signature, DigestAlgorithm digest) throws MalformedCmsException {
        String identifier = signature.getAlgorithm().getId();
        if (identifier.equals(PKCSObjectIdentifiers.rsaEncryption.getId())) {
            return new SignatureScheme(Family.RSA_PKCS1, digest, Optional.empty());
        }
        if (identifier.equals(X9ObjectIdentifiers.id_ecPublicKey.getId())) {
            return new SignatureScheme(Family.ECDSA, digest, Optional.empty());
        }
        if (identifier.equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId())) {
            return new SignatureScheme(Family.RSA_PSS, digest, Optional.of(saltLength(signature, digest)));
        }
        Named named = NAMED.get(identifier);
        if (named == null || named.digest() != digest) {
            throw new MalformedCmsException(Reason.ALGORITHM);
        }
        return new SignatureScheme(named.family(), digest, Optional.empty());
    }

    /** RFC 4056 §3: one hash for the content, the signature and the mask. */
    private static int saltLength(AlgorithmIdentifier signature, DigestAlgorithm digest) throws MalformedCmsException {
        RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(signature.getParameters());
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        boolean oneHash =
                find(parameters.getHashAlgorithm()).filter(digest::equals).isPresent()
                        && PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                        && find(AlgorithmIdentifier.getInstance(mask.getParameters()))
                                .filter(digest::equals)
                                .isPresent();
        int salt = parameters.getSaltLength().intValueExact();
        if (!oneHash || salt < 0 || salt > 512 || parameters.getTrailerField().intValueExact() != 1) {
            throw new MalformedCmsException(Reason.ALGORITHM);
        }
        return salt;
    }

    private static Optional<DigestAlgorithm> find(AlgorithmIdentifier digest) {
        return DigestAlgorithm.find(digest.getAlgorithm().getId());
    }

    /** As people write it. */
    public String label() {
        return switch (family) {
            case RSA_PKCS1 -> "RSA with " + digest.label();
            case RSA_PSS -> "RSA-PSS with " + digest.label();
            case ECDSA -> "ECDSA with " + digest.label();
            case ED25519 -> "Ed25519";
            case ED448 -> "Ed448";
            case SM2 -> "SM2 with SM3";
        };
    }

    /** Whether a signature of that kind by that key proved something at that time. */
    public boolean isStrongAt(Instant time, PublicKey key) {
        return digest.isStrongAt(time) && longEnough(key, time);
    }

    private static boolean longEnough(PublicKey key, Instant time) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= SHORTEST_RSA || bits >= SHORTEST_RSA_OF_OLD && time.isBefore(LEGACY_UNTIL);
        }
        return !(key instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() >= SHORTEST_CURVE;
    }

    boolean verifies(PublicKey key, Bytes message, Bytes signature, Provider provider) {
        try {
            Signature verifier = Signature.getInstance(javaName(), provider);
            if (saltLength.isPresent()) {
                MGF1ParameterSpec mask = new MGF1ParameterSpec(digest.label());
                verifier.setParameter(new PSSParameterSpec(digest.label(), "MGF1", mask, saltLength.get(), 1));
            }
            verifier.initVerify(key);
            verifier.update(message.toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException refused) {
            // Bouncy Castle refuses keys of another kind and malformed values with either.
            return false;
        }
    }

    private String javaName() {
        return switch (family) {
            case RSA_PKCS1 -> digest.shortName() + "withRSA";
            case RSA_PSS -> digest.shortName() + "withRSAandMGF1";
            case ECDSA -> digest.shortName() + "withECDSA";
            case ED25519 -> "Ed25519";
            case ED448 -> "Ed448";
            case SM2 -> "SM3withSM2";
        };
    }
}
