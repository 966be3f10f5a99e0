package org.zhengzhao.signing.structure;

import java.util.Objects;

/**
 * An object with a number.
 *
 * @param streamStart where the octets of its stream begin; 0 where it is no stream
 * @param offset where it stands in the file, or, within an object stream, 0
 * @param end behind its value; for a stream that is {@code streamStart}
 */
record IndirectObject(int number, int generation, PdfValue value, int streamStart, int offset, int end) {
    IndirectObject {
        Objects.requireNonNull(value);
    }

    boolean isStream() {
        return streamStart > 0;
    }

    /** The dictionary, also of a stream; empty for any other value. */
    PdfValue.Dictionary dictionary() {
        return value instanceof PdfValue.Dictionary dictionary ? dictionary : PdfValue.Dictionary.EMPTY;
    }

    String name() {
        return number + " " + generation + " R";
    }
}
