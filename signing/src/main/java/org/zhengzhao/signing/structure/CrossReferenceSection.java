package org.zhengzhao.signing.structure;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One cross-reference table with its trailer, or one cross-reference stream.
 *
 * @param start where it stands
 * @param end behind its trailer or, for a stream, behind its dictionary
 * @param stream the stream object; empty for a table
 */
record CrossReferenceSection(
        int start,
        int end,
        Map<Integer, CrossReferenceEntry> entries,
        PdfValue.Dictionary trailer,
        Optional<IndirectObject> stream) {
    CrossReferenceSection {
        entries = Map.copyOf(entries);
        Objects.requireNonNull(trailer);
        Objects.requireNonNull(stream);
    }

    Optional<Integer> previous() throws MalformedPdfException {
        return position("Prev");
    }

    /** The stream of a hybrid file (§7.5.8.4). */
    Optional<Integer> hybrid() throws MalformedPdfException {
        return stream.isPresent() ? Optional.empty() : position("XRefStm");
    }

    private Optional<Integer> position(String key) throws MalformedPdfException {
        Optional<PdfValue> value = trailer.find(key);
        if (value.isPresent() && trailer.findWhole(key).isEmpty()) {
            throw MalformedPdfException.structure(key, start);
        }
        return trailer.findWhole(key);
    }
}
