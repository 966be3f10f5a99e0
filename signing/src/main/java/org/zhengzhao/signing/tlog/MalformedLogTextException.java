package org.zhengzhao.signing.tlog;

import java.util.Objects;

/** The one exception of everything that reads texts of logs here. */
public final class MalformedLogTextException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which text is broken. The names are codes of {@code zhengzhao check}: add, never rename. */
    public enum Reason {
        /** Longer, or of more parts, than what is looked at. */
        TOO_LARGE,
        /** Not UTF-8 without control characters, or not a text, an empty line and lines of signatures (C2SP signed-note). */
        NOTE,
        /** A line of a signature of another form. */
        SIGNATURE_LINE,
        /** Not a key that can be used here, or one whose hash is not its own. */
        KEY,
        /** Not an origin, a size and a root hash (C2SP tlog-checkpoint). */
        CHECKPOINT,
        /** Not a proof (C2SP tlog-proof). */
        PROOF,
        /** Not the Base64 of a hash. */
        HASH
    }

    private final Reason reason;

    MalformedLogTextException(Reason reason, String where) {
        super(where);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Where, or what, in a few words of ours; never octets of the text. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
