package org.zhengzhao.signing.key;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/** A handle on a private key, and the certificate that goes with it. */
public interface SigningKey extends KeyHandle {
    /** The certificate of the key and those above it, leaf first, without the root. Never empty. */
    List<X509Certificate> chain();

    default X509Certificate certificate() {
        return chain().getFirst();
    }

    /**
     * Refuses to go on where a certificate of the chain is not valid at that time. There is no other key to fall back to.
     *
     * @throws CertificateNotInForceException naming the certificate
     */
    default void requireInForce(Instant at) {
        KeyCertificate.of(this).requireInForce(at);
    }

    @Override
    default PublicKey publicKey() {
        return certificate().getPublicKey();
    }

    /** Signs a message and returns the signature in DER, as CMS wants it. */
    default Bytes signDer(byte[] message) {
        return sign(SignatureForm.DER, Bytes.of(message));
    }

    /** The same with the signature as R‖S of fixed length, as COSE wants it. */
    default Bytes signRaw(byte[] message) {
        return sign(SignatureForm.RAW, Bytes.of(message));
    }
}
