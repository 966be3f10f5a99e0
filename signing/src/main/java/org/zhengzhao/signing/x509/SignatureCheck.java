package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.SignatureScheme;

/** Checks signatures of certificates and evidence, a bounded number of them. Made anew for each path that is looked for. */
final class SignatureCheck {
    private final Provider provider;
    private int left = X509Limits.MAX_SIGNATURES;

    SignatureCheck(Provider provider) {
        this.provider = provider;
    }

    boolean isExhausted() {
        return left <= 0;
    }

    boolean isSignedBy(CertificateView certificate, CertificateView issuer) {
        return verify(certificate.algorithm(), certificate.toBeSigned(), certificate.signature(), issuer);
    }

    /** Whether the key of that certificate signed these octets, in a way that we know and that fits the key. */
    boolean verify(AlgorithmIdentifier algorithm, Bytes signed, Bytes signature, CertificateView signer) {
        left--;
        if (left < 0) {
            return false;
        }
        try {
            Optional<SignatureScheme> scheme = CertificateAlgorithms.find(algorithm)
                    .filter(found -> CertificateAlgorithms.fits(found, signer.keyForm()));
            return scheme.isPresent()
                    && !isTooLong(signer.keyForm())
                    && scheme.get().verifies(key(signer), signed, signature, provider);
        } catch (GeneralSecurityException | IOException | RuntimeException broken) {
            // A key off its curve: Bouncy Castle has exceptions for that, some unchecked.
            return false;
        }
    }

    /** A key of megabits would keep us busy for a long time. */
    private static boolean isTooLong(KeyForm key) {
        return switch (key) {
            case KeyForm.Rsa rsa -> rsa.bits() > 16_384;
            case KeyForm.Dsa dsa -> dsa.bits() > 8192;
            case KeyForm.Curve curve -> false;
            case KeyForm.Ed25519 ed25519 -> false;
            case KeyForm.Unknown unknown -> true;
        };
    }

    private PublicKey key(CertificateView signer) throws GeneralSecurityException, IOException {
        String algorithm = switch (signer.keyForm()) {
            case KeyForm.Rsa rsa -> "RSA";
            case KeyForm.Curve curve -> "EC";
            case KeyForm.Ed25519 ed25519 -> "Ed25519";
            case KeyForm.Dsa dsa -> "DSA";
            case KeyForm.Unknown unknown -> throw new GeneralSecurityException("unknown key");
        };
        return KeyFactory.getInstance(algorithm, provider)
                .generatePublic(new X509EncodedKeySpec(signer.key().getEncoded()));
    }
}
