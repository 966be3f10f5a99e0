package org.zhengzhao.signing.ofd;

import java.util.Objects;

/** The one exception of everything that reads OFD documents here. */
public final class MalformedOfdException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule is broken. The names are codes of {@code zhengzhao check}: add, never rename. */
    public enum Reason {
        /** Larger, of more parts, or packed more densely than what is looked at. */
        TOO_LARGE,
        /** Not a ZIP file that every reader reads alike. */
        ARCHIVE,
        /** A part with a name that leads out of the document, or that another one has in other letters. */
        PART_NAME,
        /** Not XML in UTF-8, or deeper than what is looked at. */
        XML,
        /** A document type declaration or an entity: OFD has neither, and they do harm. */
        DOCTYPE,
        /** Not the parts that an OFD document has, or a part that is named and not there. */
        STRUCTURE,
        /** Not a seal or a signature in ASN.1. */
        SEAL
    }

    private final Reason reason;

    MalformedOfdException(Reason reason, String where) {
        super(where);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Where, or what, in a few words of ours; never octets of the document. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
