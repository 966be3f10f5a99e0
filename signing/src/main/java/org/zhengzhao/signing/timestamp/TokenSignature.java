package org.zhengzhao.signing.timestamp;

import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.algorithm.LegacyPolicy;

/** Checks the signature of a token: a closed list of algorithms, each with a time until which it counts. */
final class TokenSignature {
    private final Provider provider;

    TokenSignature(Provider provider) {
        this.provider = provider;
    }

    boolean verifies(SignerInformation signer, X509Certificate certificate) {
        try {
            // By the key and not by the certificate: with that, Bouncy Castle would compare dates on its own.
            return hash(signer).isPresent()
                    && signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(provider)
                            .build(certificate.getPublicKey()));
        } catch (CMSException | OperatorCreationException | RuntimeException refused) {
            return false;
        }
    }

    /** Whether a signature of that kind by that key proved something at that time. */
    static boolean isStrongAt(Instant time, SignerInformation signer, PublicKey key) {
        return content(signer)
                        .filter(hash -> LegacyPolicy.NIST.allows(hash, time))
                        .isPresent()
                && hash(signer)
                        .filter(hash -> LegacyPolicy.NIST.allows(hash, time))
                        .isPresent()
                && LegacyPolicy.NIST.allows(key, time);
    }

    private static Optional<HashAlgorithm> content(SignerInformation signer) {
        return TimestampAlgorithms.findHash(signer.getDigestAlgorithmID().getAlgorithm());
    }

    /** The hash that the signature of the signed attributes leans on; empty for an algorithm that does not count. */
    private static Optional<HashAlgorithm> hash(SignerInformation signer) {
        return TimestampAlgorithms.findHash(signer.toASN1Structure().getDigestEncryptionAlgorithm(), content(signer));
    }
}
