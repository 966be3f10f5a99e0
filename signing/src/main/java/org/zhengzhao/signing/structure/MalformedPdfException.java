package org.zhengzhao.signing.structure;

import java.util.Objects;

/** The one exception of everything that reads the structure of a PDF. */
public final class MalformedPdfException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the file. */
    public enum Reason {
        /** It does not begin as a PDF does. */
        NOT_A_PDF,
        /** Something in it is not as ISO 32000-2 has it, and would have to be repaired. */
        STRUCTURE,
        /** It is encrypted. */
        ENCRYPTED,
        /** It is larger, deeper or denser than what is looked at. */
        LIMIT
    }

    private final Reason reason;

    MalformedPdfException(Reason reason, String where) {
        super(where);
        this.reason = Objects.requireNonNull(reason);
    }

    static MalformedPdfException structure(String what, int position) {
        return new MalformedPdfException(Reason.STRUCTURE, what + " at " + position);
    }

    static MalformedPdfException limit(String what) {
        return new MalformedPdfException(Reason.LIMIT, what);
    }

    public Reason reason() {
        return reason;
    }

    /** What is at fault: a part of the file and a position, never its content. */
    public String where() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
