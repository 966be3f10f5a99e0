package org.zhengzhao.signing.cms;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.algorithm.SignatureScheme;
import org.zhengzhao.signing.algorithm.SignatureScheme.Family;
import org.zhengzhao.signing.cms.MalformedCmsException.Reason;

/** The algorithms of a SignerInfo: what is known, but for DSA, and the names that only CMS has. */
final class CmsAlgorithms {
    /** GM/T 0010: the bare name of the key's algorithm. */
    private static final ASN1ObjectIdentifier SM2_KEY = new ASN1ObjectIdentifier("1.2.156.10197.1.301.1");

    private CmsAlgorithms() {}

    static HashAlgorithm hash(AlgorithmIdentifier digest) throws MalformedCmsException {
        return HashAlgorithm.find(digest.getAlgorithm()).orElseThrow(() -> new MalformedCmsException(Reason.ALGORITHM));
    }

    /**
     * The hash of the signature is always that of the content: a container that names two is refused, for nothing good needs it.
     */
    static SignatureScheme scheme(AlgorithmIdentifier signature, HashAlgorithm digest) throws MalformedCmsException {
        return bareFamily(signature.getAlgorithm())
                .map(family -> SignatureScheme.of(family, digest))
                .or(() -> SignatureScheme.find(signature))
                .filter(scheme -> scheme.hash() == digest)
                .filter(CmsAlgorithms::counts)
                .orElseThrow(() -> new MalformedCmsException(Reason.ALGORITHM));
    }

    /** Names of keys that stand for signatures; the hash is named beside them. */
    private static Optional<Family> bareFamily(ASN1ObjectIdentifier name) {
        if (name.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Optional.of(Family.RSA_PKCS1);
        }
        if (name.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return Optional.of(Family.ECDSA);
        }
        return name.equals(SM2_KEY) ? Optional.of(Family.SM2) : Optional.empty();
    }

    private static boolean counts(SignatureScheme scheme) {
        return switch (scheme.family()) {
            case RSA_PKCS1, RSA_PSS, ECDSA, ED25519, ED448 -> true;
            case SM2 -> scheme.hash() == HashAlgorithm.SM3;
            case DSA -> false;
        };
    }
}
