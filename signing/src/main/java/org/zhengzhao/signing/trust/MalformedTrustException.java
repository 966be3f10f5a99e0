package org.zhengzhao.signing.trust;

import java.util.Objects;

/** The one exception of {@link CertificateFile}. */
public final class MalformedTrustException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the file. */
    public enum Reason {
        /** Longer, or with more certificates, than what is looked at. */
        TOO_LARGE,
        /** Not a certificate, neither in PEM nor in DER. */
        NO_CERTIFICATE,
        /** Something that says it is a certificate and cannot be read. */
        BROKEN_CERTIFICATE,
        /** A private key: it does not belong into a trust file, and nobody should hand it around. */
        PRIVATE_KEY
    }

    private final Reason reason;

    MalformedTrustException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
