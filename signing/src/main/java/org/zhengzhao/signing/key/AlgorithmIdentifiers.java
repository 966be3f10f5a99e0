package org.zhengzhao.signing.key;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/** How X.509 and CMS name the suites and their hashes. */
public final class AlgorithmIdentifiers {
    /**
     * The signature algorithm of a GB/T 35275 SignerInfo: SM2-1, digital signature. The hash is named beside it, as PKCS #7
     * does.
     */
    private static final AlgorithmIdentifier SM2_SIGNATURE = new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign);

    private AlgorithmIdentifiers() {}

    /** As certificates, CRLs and CMS name the algorithm; see {@link #cmsSignature} for the one that differs. */
    public static AlgorithmIdentifier signature(Suite suite) {
        return switch (suite) {
            case ES256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case ES384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            case EDDSA -> new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
            case PS256 -> new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, pss());
            case SM2 -> new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);
        };
    }

    /** As a SignerInfo names the algorithm. */
    public static AlgorithmIdentifier cmsSignature(Suite suite) {
        return suite == Suite.SM2 ? SM2_SIGNATURE : signature(suite);
    }

    /** RFC 4055 §3.1: all written out but for the trailer, whose default DER leaves out. */
    private static RSASSAPSSparams pss() {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        return new RSASSAPSSparams(
                sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                new ASN1Integer(HashAlgorithm.SHA256.length()),
                RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    }

    /** The name of a hash, without parameters (RFC 5754 §2). */
    public static AlgorithmIdentifier digest(HashAlgorithm hash) {
        return new AlgorithmIdentifier(hash.identifier());
    }

    /** The hash of that name, where a suite has it; parameters may be absent or NULL, as RFC 5754 §2 says. */
    public static Optional<HashAlgorithm> findHash(AlgorithmIdentifier digest) {
        return HashAlgorithm.find(digest.getAlgorithm())
                .filter(hash -> Arrays.stream(Suite.values()).anyMatch(suite -> suite.hash() == hash))
                .filter(hash -> digest.getParameters() == null || DERNull.INSTANCE.equals(digest.getParameters()));
    }

    /** The suite that a certificate or CRL is signed with; empty where it is none of ours. */
    public static Optional<Suite> findSuite(AlgorithmIdentifier signature) {
        return Arrays.stream(Suite.values())
                .filter(suite -> signature(suite).equals(signature))
                .findFirst();
    }

    /**
     * The suite of a SignerInfo, where both names belong to one of ours. Of SM2 both usual names are read: SM2-1, as GB/T
     * 35275 has it, and SM2 with SM3.
     */
    public static Optional<Suite> findSuite(AlgorithmIdentifier signature, AlgorithmIdentifier digest) {
        Optional<Suite> suite = SM2_SIGNATURE.equals(signature) ? Optional.of(Suite.SM2) : findSuite(signature);
        return suite.filter(
                found -> findHash(digest).filter(found.hash()::equals).isPresent());
    }
}
