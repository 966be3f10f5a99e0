package org.zhengzhao.registry.grant;

import java.util.Objects;
import org.zhengzhao.schema.json.JsonValue;

/**
 * A question about a license that has the answer yes or no, for example whether a class is at least C.
 *
 * @param field JSON Pointer to the part that is asked about
 * @param value what it is compared with: a text, a whole number or a flag
 */
public record Predicate(String field, Operator operator, JsonValue value) {
    /** How a value is compared. */
    public enum Operator {
        EQUALS,
        NOT_EQUALS,
        /** For whole numbers, dates and other texts that sort as they are written. */
        AT_LEAST,
        AT_MOST,
        /** For texts, and for items of a list. */
        CONTAINS
    }

    public Predicate {
        Objects.requireNonNull(field);
        Objects.requireNonNull(operator);
        if (!(value instanceof JsonValue.Text || value instanceof JsonValue.Whole || value instanceof JsonValue.Flag)) {
            throw new IllegalArgumentException("a predicate compares with one plain value");
        }
    }
}
