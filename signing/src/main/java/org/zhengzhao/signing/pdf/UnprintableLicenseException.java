package org.zhengzhao.signing.pdf;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/** A license cannot be put on paper as it is; nothing was made. Says what is at fault, never the value. */
public final class UnprintableLicenseException extends Exception {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** No font has the character, or it needs shaping that no font of ours is set up for. */
        CHARACTER,
        /** The picture is broken, too large, or of a kind that a PDF/A does not take. */
        PICTURE,
        /** The license would have more pages than anybody reads. */
        TOO_LONG,
        /** The QR text does not fit into one symbol. */
        QR_TOO_LONG
    }

    private final Reason reason;
    private final String field;
    private final int codePoint;

    private UnprintableLicenseException(Reason reason, String field, int codePoint) {
        super(reason + " in " + field + (codePoint < 0 ? "" : ": " + name(codePoint)));
        this.reason = Objects.requireNonNull(reason);
        this.field = Objects.requireNonNull(field);
        this.codePoint = codePoint;
    }

    static UnprintableLicenseException character(String field, int codePoint) {
        return new UnprintableLicenseException(Reason.CHARACTER, field, codePoint);
    }

    public static UnprintableLicenseException of(Reason reason, String field) {
        return new UnprintableLicenseException(reason, field, -1);
    }

    public Reason reason() {
        return reason;
    }

    /** The business field or builtin of the template ({@code $holderNames}, {@code $issuingAuthority}, …) at fault. */
    public String field() {
        return field;
    }

    /** The character at fault where the reason is one. */
    public OptionalInt codePoint() {
        return codePoint < 0 ? OptionalInt.empty() : OptionalInt.of(codePoint);
    }

    /** A code point as people write it: {@code U+20BB7}. */
    public static String name(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }
}
