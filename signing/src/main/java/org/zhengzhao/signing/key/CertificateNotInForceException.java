package org.zhengzhao.signing.key;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** A certificate of the chain has expired or is not valid yet, so its key does not sign. */
public final class CertificateNotInForceException extends SigningFailedException {
    private static final long serialVersionUID = 1L;

    private final Instant notBefore;
    private final Instant notAfter;

    public CertificateNotInForceException(X509Certificate certificate, Instant at) {
        super("the certificate of " + certificate.getSubjectX500Principal().getName() + " is valid from "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant() + ", not at " + at);
        this.notBefore = certificate.getNotBefore().toInstant();
        this.notAfter = certificate.getNotAfter().toInstant();
    }

    public Instant notBefore() {
        return notBefore;
    }

    public Instant notAfter() {
        return notAfter;
    }
}
