package org.zhengzhao.signing.algorithm;

import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA1;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA224;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA256;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA384;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA3_256;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA3_384;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA3_512;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHA512;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SHAKE256;
import static org.zhengzhao.signing.algorithm.HashAlgorithm.SM3;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * How a signature was made, as X.509, CMS and timestamps name it: a closed list. What is not here is not looked at; MD5 never
 * was. Which of these count, each reader says itself.
 *
 * @param saltLength octets of salt of RSASSA-PSS; empty for the other families
 */
public record SignatureScheme(Family family, HashAlgorithm hash, Optional<Integer> saltLength) {
    private static final int LONGEST_SALT = 512;

    /** A kind of signature. */
    public enum Family {
        RSA_PKCS1,
        RSA_PSS,
        ECDSA,
        DSA,
        ED25519,
        ED448,
        SM2
    }

    private static final Map<ASN1ObjectIdentifier, SignatureScheme> NAMED = Map.ofEntries(
            named(PKCSObjectIdentifiers.sha1WithRSAEncryption, Family.RSA_PKCS1, SHA1),
            named(PKCSObjectIdentifiers.sha224WithRSAEncryption, Family.RSA_PKCS1, SHA224),
            named(PKCSObjectIdentifiers.sha256WithRSAEncryption, Family.RSA_PKCS1, SHA256),
            named(PKCSObjectIdentifiers.sha384WithRSAEncryption, Family.RSA_PKCS1, SHA384),
            named(PKCSObjectIdentifiers.sha512WithRSAEncryption, Family.RSA_PKCS1, SHA512),
            named(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256, Family.RSA_PKCS1, SHA3_256),
            named(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384, Family.RSA_PKCS1, SHA3_384),
            named(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512, Family.RSA_PKCS1, SHA3_512),
            named(X9ObjectIdentifiers.ecdsa_with_SHA1, Family.ECDSA, SHA1),
            named(X9ObjectIdentifiers.ecdsa_with_SHA224, Family.ECDSA, SHA224),
            named(X9ObjectIdentifiers.ecdsa_with_SHA256, Family.ECDSA, SHA256),
            named(X9ObjectIdentifiers.ecdsa_with_SHA384, Family.ECDSA, SHA384),
            named(X9ObjectIdentifiers.ecdsa_with_SHA512, Family.ECDSA, SHA512),
            named(NISTObjectIdentifiers.id_ecdsa_with_sha3_256, Family.ECDSA, SHA3_256),
            named(NISTObjectIdentifiers.id_ecdsa_with_sha3_384, Family.ECDSA, SHA3_384),
            named(NISTObjectIdentifiers.id_ecdsa_with_sha3_512, Family.ECDSA, SHA3_512),
            named(X9ObjectIdentifiers.id_dsa_with_sha1, Family.DSA, SHA1),
            named(NISTObjectIdentifiers.dsa_with_sha256, Family.DSA, SHA256),
            // RFC 8419 §3.1: the hash of what CMS digests before is fixed too.
            named(EdECObjectIdentifiers.id_Ed25519, Family.ED25519, SHA512),
            named(EdECObjectIdentifiers.id_Ed448, Family.ED448, SHAKE256),
            // GM/T 0006.
            named(GMObjectIdentifiers.sm2sign_with_sm3, Family.SM2, SM3));

    public SignatureScheme {
        Objects.requireNonNull(family);
        Objects.requireNonNull(hash);
        if (saltLength.isPresent() != (family == Family.RSA_PSS)) {
            throw new IllegalArgumentException("RSASSA-PSS has a salt, and nothing else has");
        }
    }

    /** A scheme without parameters. */
    public static SignatureScheme of(Family family, HashAlgorithm hash) {
        return new SignatureScheme(family, hash, Optional.empty());
    }

    private static Map.Entry<ASN1ObjectIdentifier, SignatureScheme> named(
            ASN1ObjectIdentifier identifier, Family family, HashAlgorithm hash) {
        return Map.entry(identifier, of(family, hash));
    }

    /**
     * The scheme that an algorithm identifier names; empty for others, for names that leave the hash open, and for parameters of
     * RSASSA-PSS that cannot be read. Parameters of others are not looked at.
     */
    public static Optional<SignatureScheme> find(AlgorithmIdentifier signature) {
        if (!PKCSObjectIdentifiers.id_RSASSA_PSS.equals(signature.getAlgorithm())) {
            return Optional.ofNullable(NAMED.get(signature.getAlgorithm()));
        }
        try {
            return signature.getParameters() == null
                    ? Optional.empty()
                    : pss(RSASSAPSSparams.getInstance(signature.getParameters()));
        } catch (RuntimeException malformed) {
            // Bouncy Castle answers malformed parameters with several unchecked exceptions.
            return Optional.empty();
        }
    }

    /** One hash for the content, the signature and the mask, and the usual trailer (RFC 4055 §3.1, RFC 4056 §3). */
    private static Optional<SignatureScheme> pss(RSASSAPSSparams parameters) {
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        ASN1ObjectIdentifier hash = parameters.getHashAlgorithm().getAlgorithm();
        boolean oneHash = PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                && mask.getParameters() != null
                && AlgorithmIdentifier.getInstance(mask.getParameters())
                        .getAlgorithm()
                        .equals(hash);
        int salt = parameters.getSaltLength().intValueExact();
        if (!oneHash
                || salt < 0
                || salt > LONGEST_SALT
                || parameters.getTrailerField().intValueExact() != 1) {
            return Optional.empty();
        }
        return HashAlgorithm.find(hash).map(known -> new SignatureScheme(Family.RSA_PSS, known, Optional.of(salt)));
    }

    /** As people write it. */
    public String label() {
        return switch (family) {
            case RSA_PKCS1 -> "RSA with " + hash.label();
            case RSA_PSS -> "RSA-PSS with " + hash.label();
            case ECDSA -> "ECDSA with " + hash.label();
            case DSA -> "DSA with " + hash.label();
            case ED25519 -> "Ed25519";
            case ED448 -> "Ed448";
            case SM2 -> "SM2 with SM3";
        };
    }

    /**
     * Whether the signature over the message is that of the key. False for a key of another kind, and for a value that is none.
     *
     * @param provider Bouncy Castle
     */
    public boolean verifies(PublicKey key, Bytes message, Bytes signature, Provider provider) {
        try {
            Signature verification = Signature.getInstance(javaName(), provider);
            if (saltLength.isPresent()) {
                verification.setParameter(pss(hash, saltLength.get()));
            }
            verification.initVerify(key);
            verification.update(message.toArray());
            return verification.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException refused) {
            // Bouncy Castle refuses keys of another kind and malformed values with either.
            return false;
        }
    }

    /** Java's parameters of RSASSA-PSS with one hash for message and mask. */
    public static PSSParameterSpec pss(HashAlgorithm hash, int saltLength) {
        return new PSSParameterSpec(
                hash.label(),
                "MGF1",
                new MGF1ParameterSpec(hash.label()),
                saltLength,
                PSSParameterSpec.TRAILER_FIELD_BC);
    }

    private String javaName() {
        return switch (family) {
            case RSA_PKCS1 -> hash.shortName() + "withRSA";
            case RSA_PSS -> hash.shortName() + "withRSAandMGF1";
            case ECDSA -> hash.shortName() + "withECDSA";
            case DSA -> hash.shortName() + "withDSA";
            case ED25519 -> "Ed25519";
            case ED448 -> "Ed448";
            case SM2 -> "SM3withSM2";
        };
    }
}
