package org.zhengzhao.signing.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.zhengzhao.signing.x509.CertificateForm;

/** Bouncy Castle reads the parts of a certificate when they are first asked for; this asks for all that matter at once. */
public final class ReadableCertificates {
    private ReadableCertificates() {}

    /**
     * The same certificate.
     *
     * @throws CertificateException if a name, date, key or extension in it cannot be read
     */
    public static X509Certificate require(X509Certificate certificate) throws CertificateException {
        CertificateForm.require(certificate);
        try {
            boolean complete = certificate.getSubjectX500Principal() != null
                    && certificate.getIssuerX500Principal() != null
                    && certificate.getPublicKey() != null
                    && certificate.getNotBefore() != null
                    && certificate.getNotAfter() != null
                    && certificate.getBasicConstraints() >= -1
                    && (certificate.getKeyUsage() == null || certificate.getKeyUsage().length > 0);
            if (complete) {
                return certificate;
            }
        } catch (RuntimeException unreadable) {
            throw new CertificateException("a part of the certificate cannot be read", unreadable);
        }
        throw new CertificateException("a part of the certificate is missing");
    }
}
