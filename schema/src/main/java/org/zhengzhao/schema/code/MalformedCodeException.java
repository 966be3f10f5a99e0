package org.zhengzhao.schema.code;

import java.util.Objects;

/** The one exception that every parser of a code throws. It never repeats the refused text, which may be personal. */
public final class MalformedCodeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule the text breaks. The names are stable: they appear in error documents. */
    public enum Reason {
        /** Wrong number of characters. */
        LENGTH,
        /** A character that the code's alphabet does not have. */
        ALPHABET,
        /** The parts are not where the standard puts them. */
        STRUCTURE,
        /** The check character does not fit the rest. */
        CHECK_CHARACTER,
        /** The date inside the code does not exist. */
        DATE,
        /** Not an entry of the code list. */
        UNKNOWN
    }

    private final CodeKind kind;
    private final Reason reason;

    public MalformedCodeException(CodeKind kind, Reason reason) {
        super(kind + ": " + reason);
        this.kind = Objects.requireNonNull(kind);
        this.reason = Objects.requireNonNull(reason);
    }

    public CodeKind kind() {
        return kind;
    }

    public Reason reason() {
        return reason;
    }
}
