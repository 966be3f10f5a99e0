package org.zhengzhao.signing.cbor;

import java.util.Objects;

/** The one exception of {@link CborReader}: which rule the octets break, and where. */
public final class MalformedCborException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule the octets break. */
    public enum Reason {
        /** Longer than what is looked at. */
        TOO_LARGE,
        /** Nested deeper than what is looked at. */
        TOO_DEEP,
        /** More items than what is looked at. */
        TOO_MANY_ITEMS,
        /** The octets end before the item does. */
        END,
        /** Additional information 28 to 30, an indefinite length where none may be, or a short simple value in two octets. */
        RESERVED,
        /** A break where no indefinite item is open, or between a key and its value. */
        BREAK,
        /** A piece of an indefinite string that is no definite string of the same type. */
        CHUNK,
        /** A text that is not UTF-8. */
        TEXT,
        /** A map has a key twice. */
        DUPLICATE_KEY,
        /** Something follows the item. */
        TRAILING
    }

    private final Reason reason;
    private final int offset;

    MalformedCborException(Reason reason, int offset) {
        super(reason + " at " + offset);
        this.reason = Objects.requireNonNull(reason);
        this.offset = offset;
    }

    public Reason reason() {
        return reason;
    }

    /** Where the octets break the rule, from the beginning. */
    public int offset() {
        return offset;
    }
}
