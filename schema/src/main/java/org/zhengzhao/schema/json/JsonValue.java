package org.zhengzhao.schema.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value as licenses and license types use it: no null, no fractions. A quantity with decimals is a text, so that one
 * value has one form and canonical JSON (RFC 8785) never depends on how a number is printed.
 */
public sealed interface JsonValue {
    /** A text of whole characters: half a surrogate pair has no UTF-8, and two such texts would digest alike. */
    record Text(String value) implements JsonValue {
        public Text {
            if (!wellFormed(value)) {
                throw new IllegalArgumentException("half a character");
            }
        }
    }

    /** A whole number within ±(2^53 − 1), the range in which every JSON reader agrees. */
    record Whole(long value) implements JsonValue {
        public static final long LIMIT = (1L << 53) - 1;

        public Whole {
            if (value > LIMIT || value < -LIMIT) {
                throw new IllegalArgumentException("beyond 2^53 - 1");
            }
        }
    }

    record Flag(boolean value) implements JsonValue {}

    record Items(List<JsonValue> values) implements JsonValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object; members keep the order in which they came. */
    record Members(Map<String, JsonValue> values) implements JsonValue {
        public static final Members EMPTY = new Members(Map.of());

        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            if (!values.keySet().stream().allMatch(JsonValue::wellFormed)) {
                throw new IllegalArgumentException("half a character in a name");
            }
        }

        public Optional<JsonValue> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** The text member of that name; empty where there is none or it is no text. */
        public Optional<String> findText(String name) {
            return find(name)
                    .flatMap(value -> value instanceof Text text ? Optional.of(text.value()) : Optional.empty());
        }
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
