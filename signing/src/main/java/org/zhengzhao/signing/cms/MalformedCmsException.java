package org.zhengzhao.signing.cms;

import java.util.Objects;

/** The one exception of {@link SignedMessageReader}. */
public final class MalformedCmsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the container. */
    public enum Reason {
        /** No ASN.1, or no SignedData. */
        NOT_CMS,
        /** Longer, or with more certificates, than what is looked at. */
        LIMIT,
        /** None, or more than one SignerInfo. */
        SIGNERS,
        /** The certificate of the signer is not there, or not once. */
        CERTIFICATES,
        /** No signed attributes, or one that must be there once is not, or contradicts the container. */
        ATTRIBUTES,
        /** An algorithm that is not known, or two that do not belong together. */
        ALGORITHM
    }

    private final Reason reason;

    MalformedCmsException(Reason reason) {
        this(reason, reason.name());
    }

    MalformedCmsException(Reason reason, String part) {
        super(part);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Which part of the container is at fault. */
    public String part() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
