package org.zhengzhao.signing.structure;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A signature as the structure of the file has it.
 *
 * @param field the full name of its field
 * @param object where it stands, as in a PDF ({@code 12 0 R})
 * @param problem what is wrong with its place in the file; empty where its ranges leave out its contents value and nothing else,
 *     and end with a revision
 * @param contents its contents value; empty octets where there is none
 * @param range what it covers; there wherever there is no problem
 * @param coversWholeFile whether nothing at all stands behind what it covers
 * @param laterChanges what later updates do, in order
 */
public record SignatureInspection(
        String field,
        String object,
        PdfValue.Dictionary dictionary,
        Optional<Problem> problem,
        Bytes contents,
        Optional<SignedRange> range,
        boolean coversWholeFile,
        Modification modification,
        List<Change> laterChanges) {
    public SignatureInspection {
        Objects.requireNonNull(field);
        Objects.requireNonNull(object);
        Objects.requireNonNull(dictionary);
        Objects.requireNonNull(contents);
        Objects.requireNonNull(modification);
        laterChanges = List.copyOf(laterChanges);
        if (problem.isEmpty() && range.isEmpty()) {
            throw new IllegalArgumentException("a signature without problem covers something");
        }
    }

    /** What is wrong with the place of a signature in its file. */
    public enum Problem {
        /** The ranges are not two ranges from the start of the file. */
        BYTE_RANGE,
        /** What the ranges leave out is not the contents value, or the contents value is none. */
        CONTENTS,
        /** The ranges do not end where a revision ends, or overlap with those of another signature. */
        REVISION
    }

    /** A timestamp over the document (ISO 32000-2 §12.8.5), not a signature of somebody. */
    public boolean isTimestamp() {
        return dictionary.isName("SubFilter", "ETSI.RFC3161");
    }

    /** Changes that are good for nothing, or that the signature itself does not let happen. */
    public List<Change> refused() {
        return laterChanges.stream()
                .filter(change -> !modification.permits(change))
                .toList();
    }
}
