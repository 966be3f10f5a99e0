package org.zhengzhao.signing.key;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * What may be known of a key before it is touched: its suite and its certificate with those above it, leaf first, without the
 * root. Whatever is prepared for signing is prepared for one of these.
 */
public record KeyCertificate(Suite suite, List<X509Certificate> chain) {
    public KeyCertificate {
        Objects.requireNonNull(suite);
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a signing key comes with its certificate");
        }
    }

    public static KeyCertificate of(SigningKey key) {
        return new KeyCertificate(key.suite(), key.chain());
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** SHA-256 of the certificate: the name of the key in records. */
    public Bytes fingerprint() {
        try {
            return Sha256.of(certificate().getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("a certificate does not encode", broken);
        }
    }

    /** Whether this is the certificate of the key. */
    public boolean belongsTo(SigningKey key) {
        return suite == key.suite() && certificate().equals(key.certificate());
    }

    /** Whether the certificate and every one above it in the chain are within their validity. */
    public boolean isValidAt(Instant moment) {
        for (X509Certificate certificate : chain) {
            try {
                certificate.checkValidity(Date.from(moment));
            } catch (CertificateException outside) {
                return false;
            }
        }
        return true;
    }

    /**
     * Refuses to go on where a certificate of the chain is not valid at that time. There is no other key to fall back to.
     *
     * @throws CertificateNotInForceException naming the certificate
     */
    public void requireInForce(Instant moment) {
        for (X509Certificate certificate : chain) {
            if (moment.isBefore(certificate.getNotBefore().toInstant())
                    || moment.isAfter(certificate.getNotAfter().toInstant())) {
                throw new CertificateNotInForceException(certificate, moment);
            }
        }
    }

    /** Suite and subject. */
    @Override
    public String toString() {
        return "KeyCertificate[" + suite + ", " + certificate().getSubjectX500Principal() + "]";
    }
}
