package org.zhengzhao.signing.structure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** A value as it stands in a PDF (ISO 32000-2 §7.3). Two are equal where they mean the same, wherever they stand. */
public sealed interface PdfValue {
    record Null() implements PdfValue {}

    record Flag(boolean value) implements PdfValue {}

    record Whole(long value) implements PdfValue {}

    /** A number with a fraction, or one that is written in no known way: as it stands. */
    record Real(String text) implements PdfValue {}

    /** Escapes undone, one character per octet. */
    record Name(String value) implements PdfValue {}

    /**
     * A string.
     *
     * @param start where its first delimiter stands in the file
     * @param end behind its last delimiter
     */
    record Text(Bytes octets, int start, int end) implements PdfValue {
        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && octets.equals(text.octets);
        }

        @Override
        public int hashCode() {
            return octets.hashCode();
        }
    }

    record Items(List<PdfValue> values) implements PdfValue {
        public static final Items NONE = new Items(List.of());

        public Items {
            values = List.copyOf(values);
        }
    }

    record Dictionary(Map<String, PdfValue> values) implements PdfValue {
        public static final Dictionary EMPTY = new Dictionary(Map.of());

        public Dictionary {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The value as it stands, perhaps a reference; empty where there is none or it is null (§7.3.7). */
        public Optional<PdfValue> find(String key) {
            return Optional.ofNullable(values.get(key)).filter(value -> !(value instanceof Null));
        }

        public Optional<Integer> findWhole(String key) {
            return find(key)
                    .filter(value -> value instanceof Whole whole
                            && whole.value() >= Integer.MIN_VALUE
                            && whole.value() <= Integer.MAX_VALUE)
                    .map(value -> (int) ((Whole) value).value());
        }

        /** Whether the value is that name, directly. */
        public boolean isName(String key, String name) {
            return values.get(key) instanceof Name found && found.value().equals(name);
        }
    }

    record Reference(int number, int generation) implements PdfValue {
        /** As in a PDF: {@code 12 0 R}. */
        @Override
        public String toString() {
            return number + " " + generation + " R";
        }
    }
}
