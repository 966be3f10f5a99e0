package org.zhengzhao.signing.x509;

import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The closed list of ways in which certificates and evidence are signed. What is not here is not looked at; MD5 never was. */
enum SignatureScheme {
    RSA_SHA256("1.2.840.113549.1.1.11", "SHA256withRSA", Family.RSA),
    RSA_SHA384("1.2.840.113549.1.1.12", "SHA384withRSA", Family.RSA),
    RSA_SHA512("1.2.840.113549.1.1.13", "SHA512withRSA", Family.RSA),
    RSA_PSS_SHA256("1.2.840.113549.1.1.10", "SHA256withRSAandMGF1", Family.RSA),
    RSA_PSS_SHA384("1.2.840.113549.1.1.10", "SHA384withRSAandMGF1", Family.RSA),
    RSA_PSS_SHA512("1.2.840.113549.1.1.10", "SHA512withRSAandMGF1", Family.RSA),
    ECDSA_SHA256("1.2.840.10045.4.3.2", "SHA256withECDSA", Family.ECDSA),
    ECDSA_SHA384("1.2.840.10045.4.3.3", "SHA384withECDSA", Family.ECDSA),
    ECDSA_SHA512("1.2.840.10045.4.3.4", "SHA512withECDSA", Family.ECDSA),
    ED25519("1.3.101.112", "Ed25519", Family.EDDSA),
    SM2_SM3("1.2.156.10197.1.501", "SM3withSM2", Family.SM2),
    RSA_SHA1("1.2.840.113549.1.1.5", "SHA1withRSA", Family.RSA),
    ECDSA_SHA1("1.2.840.10045.4.1", "SHA1withECDSA", Family.ECDSA),
    DSA_SHA1("1.2.840.10040.4.3", "SHA1withDSA", Family.DSA),
    DSA_SHA256("2.16.840.1.101.3.4.3.2", "SHA256withDSA", Family.DSA);

    private static final String PSS = "1.2.840.113549.1.1.10";
    private static final String SM2_CURVE = "1.2.156.10197.1.301";

    private final String identifier;
    private final String algorithm;
    private final Family family;

    SignatureScheme(String identifier, String algorithm, Family family) {
        this.identifier = identifier;
        this.algorithm = algorithm;
        this.family = family;
    }

    /** Which keys a scheme goes with. */
    enum Family {
        RSA,
        ECDSA,
        EDDSA,
        SM2,
        DSA
    }

    /** The scheme; empty for others and for parameters that cannot be read. */
    static Optional<SignatureScheme> find(AlgorithmIdentifier identifier) {
        try {
            return known(identifier);
        } catch (RuntimeException malformed) {
            // Bouncy Castle answers malformed parameters with several unchecked exceptions.
            return Optional.empty();
        }
    }

    private static Optional<SignatureScheme> known(AlgorithmIdentifier identifier) {
        String id = identifier.getAlgorithm().getId();
        ASN1Encodable parameters = identifier.getParameters();
        if (id.equals(PSS)) {
            return parameters == null ? Optional.empty() : pss(RSASSAPSSparams.getInstance(parameters));
        }
        if (parameters != null && !(parameters instanceof ASN1Null)) {
            return Optional.empty();
        }
        for (SignatureScheme scheme : values()) {
            if (scheme.identifier.equals(id)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }

    /** One hash for the message and for the mask, and the usual trailer (RFC 4055 §3.1). */
    private static Optional<SignatureScheme> pss(RSASSAPSSparams parameters) {
        ASN1ObjectIdentifier hash = parameters.getHashAlgorithm().getAlgorithm();
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        boolean sameHash = mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                && mask.getParameters() != null
                && AlgorithmIdentifier.getInstance(mask.getParameters())
                        .getAlgorithm()
                        .equals(hash);
        if (!sameHash || parameters.getTrailerField().intValue() != 1) {
            return Optional.empty();
        }
        SignatureScheme scheme = hash.equals(NISTObjectIdentifiers.id_sha256)
                ? RSA_PSS_SHA256
                : hash.equals(NISTObjectIdentifiers.id_sha384)
                        ? RSA_PSS_SHA384
                        : hash.equals(NISTObjectIdentifiers.id_sha512) ? RSA_PSS_SHA512 : RSA_SHA1;
        int salt = parameters.getSaltLength().intValueExact();
        return scheme == RSA_SHA1 || salt < 0 || salt > 64 ? Optional.empty() : Optional.of(scheme);
    }

    /** Whether a key of that form can have signed so: an SM2 key never signs ECDSA, nor the other way round. */
    boolean fits(KeyForm key) {
        return switch (key) {
            case KeyForm.Rsa rsa -> family == Family.RSA;
            case KeyForm.Curve curve ->
                curve.identifier().equals(SM2_CURVE) ? family == Family.SM2 : family == Family.ECDSA;
            case KeyForm.Ed25519 ed25519 -> family == Family.EDDSA;
            case KeyForm.Dsa dsa -> family == Family.DSA;
            case KeyForm.Unknown unknown -> false;
        };
    }

    String algorithm() {
        return algorithm;
    }

    /** The parameters that a signature check needs beside the name; only for PSS. */
    static Optional<PSSParameterSpec> parameters(SignatureScheme scheme, AlgorithmIdentifier identifier) {
        return switch (scheme) {
            case RSA_PSS_SHA256 -> Optional.of(pss("SHA-256", MGF1ParameterSpec.SHA256, identifier));
            case RSA_PSS_SHA384 -> Optional.of(pss("SHA-384", MGF1ParameterSpec.SHA384, identifier));
            case RSA_PSS_SHA512 -> Optional.of(pss("SHA-512", MGF1ParameterSpec.SHA512, identifier));
            case RSA_SHA256,
                    RSA_SHA384,
                    RSA_SHA512,
                    ECDSA_SHA256,
                    ECDSA_SHA384,
                    ECDSA_SHA512,
                    ED25519,
                    SM2_SM3,
                    RSA_SHA1,
                    ECDSA_SHA1,
                    DSA_SHA1,
                    DSA_SHA256 -> Optional.empty();
        };
    }

    private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mask, AlgorithmIdentifier identifier) {
        int salt = RSASSAPSSparams.getInstance(identifier.getParameters())
                .getSaltLength()
                .intValueExact();
        return new PSSParameterSpec(hash, "MGF1", mask, salt, 1);
    }
}
