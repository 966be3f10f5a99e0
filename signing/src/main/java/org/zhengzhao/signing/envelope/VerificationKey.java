package org.zhengzhao.signing.envelope;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.KeyIdentifier;

/**
 * A public key that somebody chose to verify with.
 *
 * @param publicKey empty for a type of key that is known and cannot be used here
 * @param keyIdentifier the name that the key goes by; without one it goes by any
 * @param only the one algorithm that the key is for, where it says so
 */
public record VerificationKey(
        Optional<PublicKey> publicKey, Optional<Bytes> keyIdentifier, Optional<SignatureAlgorithm> only) {
    public VerificationKey {
        Objects.requireNonNull(publicKey);
        Objects.requireNonNull(keyIdentifier);
        Objects.requireNonNull(only);
    }

    /** A plain key: it goes by any name. */
    public static VerificationKey of(PublicKey publicKey) {
        return new VerificationKey(Optional.of(publicKey), Optional.empty(), Optional.empty());
    }

    /** The key of a certificate, which goes by the first eight octets of the certificate's SHA-256. */
    public static VerificationKey of(X509Certificate certificate) {
        return new VerificationKey(
                Optional.of(certificate.getPublicKey()),
                Optional.of(KeyIdentifier.of(certificate).value()),
                Optional.empty());
    }

    /** Whether a message that names its key may mean this one. */
    boolean answersTo(Optional<Bytes> named) {
        return keyIdentifier.isEmpty() || named.isEmpty() || keyIdentifier.equals(named);
    }
}
