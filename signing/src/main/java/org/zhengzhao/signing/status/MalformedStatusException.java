package org.zhengzhao.signing.status;

import java.util.Objects;

/** The one exception of everything that reads status lists, their tokens and references to them. */
public final class MalformedStatusException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule is broken. The names are codes of {@code zhengzhao check}: add, never rename. */
    public enum Reason {
        /** Neither a signed JWT nor a signed CWT nor a bare list. */
        FORM,
        /** Not marked as a status list ({@code typ}, or the type header of COSE). */
        TYPE,
        /** A claim that must be there is not, or one is of the wrong type. */
        CLAIM,
        /** Not 1, 2, 4 or 8 bits a status. */
        BITS,
        /** The array is not one zlib stream, or its text not Base64url. */
        COMPRESSION,
        /** The array expands beyond the limit. */
        TOO_LARGE,
        /** A reference without a location, or with an index that is no whole number from 0. */
        REFERENCE
    }

    private final Reason reason;

    public MalformedStatusException(Reason reason, String where) {
        super(where);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Where, in a few words of ours; never what the input says. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
