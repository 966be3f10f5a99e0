package org.zhengzhao.signing.receipt;

import java.util.Objects;

/** The one exception of whatever reads receipts. */
public final class MalformedReceiptException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is the matter. */
    public enum Reason {
        /** The octets are no receipt in its form. */
        MALFORMED,
        /** Well-formed as far as it is known here, and it says something that is not: a later version made it. */
        NOT_UNDERSTOOD
    }

    private final Reason reason;
    private final String part;

    MalformedReceiptException(Reason reason, String part) {
        super(reason + " " + part);
        this.reason = Objects.requireNonNull(reason);
        this.part = Objects.requireNonNull(part);
    }

    static MalformedReceiptException malformed(String part) {
        return new MalformedReceiptException(Reason.MALFORMED, part);
    }

    static MalformedReceiptException notUnderstood(String part) {
        return new MalformedReceiptException(Reason.NOT_UNDERSTOOD, part);
    }

    public Reason reason() {
        return reason;
    }

    /** Which part of the receipt; never what it says. */
    public String part() {
        return part;
    }
}
