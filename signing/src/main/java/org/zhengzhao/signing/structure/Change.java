package org.zhengzhao.signing.structure;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something that an update did to a document that was signed before.
 *
 * @param subject the object, as in a PDF ({@code 12 0 R}), or the octets
 * @param what which part of it; for a signature the name of its field
 */
public record Change(Kind kind, String subject, String what) implements Comparable<Change> {
    private static final Comparator<Change> ORDER =
            Comparator.comparing(Change::kind).thenComparing(Change::subject).thenComparing(Change::what);

    public Change {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(what);
    }

    /** Has an order because the document makes its texts: where their hashes collide, a set goes by it. */
    @Override
    public int compareTo(Change other) {
        return ORDER.compare(this, other);
    }

    /** What a change may be good for. */
    public enum Kind {
        /** Certificates and revocation data in the document security store (ISO 32000-2 §12.8.4.3). */
        VALIDATION_DATA,
        /** A document timestamp that shows nothing (§12.8.5). */
        DOCUMENT_TIMESTAMP,
        /** A signature that shows nothing, or that fills a field which was there. */
        SIGNATURE,
        /** A signature that shows something where nothing was foreseen. */
        VISIBLE_SIGNATURE,
        /** The date of the last change and the program that made it, or the XMP metadata. */
        METADATA,
        /** A list of validation data that nothing refers to: some writers leave one behind. */
        UNUSED,
        /** Octets that are no update which can be read. */
        OCTETS,
        /** Anything else. */
        OTHER
    }
}
