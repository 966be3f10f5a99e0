package org.zhengzhao.signing.evidence;

import java.util.Objects;

/** The one exception of what adds evidence to PDFs. */
public final class UnusablePdfException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why nothing can be added. */
    public enum Reason {
        /** Larger than what is looked at. */
        TOO_LARGE,
        /** Not a PDF that can be read, or one that is encrypted. */
        UNREADABLE,
        /** There is no signature that the evidence could be about. */
        NOT_SIGNED
    }

    private final Reason reason;

    UnusablePdfException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
