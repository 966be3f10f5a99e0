package org.zhengzhao.signing.timestamp;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.algorithm.SignatureScheme;

/** The algorithms that count in timestamps: a closed list. SHA-1 is there to read old ones, not to make new ones. */
final class TimestampAlgorithms {
    /** The hashes of imprints, contents and certificates. */
    static final Set<HashAlgorithm> HASHES = Collections.unmodifiableSet(EnumSet.of(
            HashAlgorithm.SHA1,
            HashAlgorithm.SHA256,
            HashAlgorithm.SHA384,
            HashAlgorithm.SHA512,
            HashAlgorithm.SHA3_256,
            HashAlgorithm.SHA3_384,
            HashAlgorithm.SHA3_512,
            HashAlgorithm.SM3));

    private TimestampAlgorithms() {}

    static Optional<HashAlgorithm> findHash(ASN1ObjectIdentifier identifier) {
        return HashAlgorithm.find(identifier).filter(HASHES::contains);
    }

    /**
     * The hash that a signature leans on; empty for an algorithm that does not count.
     *
     * @param content the hash of what is signed, which RSA by its bare name takes too
     */
    static Optional<HashAlgorithm> findHash(AlgorithmIdentifier signature, Optional<HashAlgorithm> content) {
        return PKCSObjectIdentifiers.rsaEncryption.equals(signature.getAlgorithm())
                ? content
                : SignatureScheme.find(signature)
                        .filter(TimestampAlgorithms::counts)
                        .map(SignatureScheme::hash);
    }

    private static boolean counts(SignatureScheme scheme) {
        return switch (scheme.family()) {
            case RSA_PKCS1, RSA_PSS, ECDSA, SM2 -> HASHES.contains(scheme.hash());
            case ED25519, ED448 -> true;
            case DSA -> false;
        };
    }
}
