package org.zhengzhao.schema.json;

import java.util.Objects;

/** The one exception of {@link StrictJson}: what is wrong and where, never the text itself. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Stable names of what can be wrong with a JSON text. */
    public enum Reason {
        SYNTAX,
        DUPLICATE_MEMBER,
        NULL_VALUE,
        FRACTION,
        TOO_LARGE,
        TOO_DEEP,
        NOT_AN_OBJECT,
        MISSING_MEMBER,
        UNKNOWN_MEMBER,
        WRONG_VALUE
    }

    private final Reason reason;
    private final String pointer;

    /**
     * @param pointer JSON Pointer (RFC 6901) to the value at fault, empty for the whole text
     */
    public MalformedJsonException(Reason reason, String pointer) {
        super(reason + " at '" + pointer + "'");
        this.reason = Objects.requireNonNull(reason);
        this.pointer = Objects.requireNonNull(pointer);
    }

    public Reason reason() {
        return reason;
    }

    public String pointer() {
        return pointer;
    }
}
