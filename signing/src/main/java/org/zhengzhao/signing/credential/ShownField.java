package org.zhengzhao.signing.credential;

import java.util.Objects;
import org.zhengzhao.schema.json.JsonValue;

/**
 * A business field as a credential shows one.
 *
 * @param title the field's title in Chinese
 * @param value a text, a whole number or a flag
 */
public record ShownField(String name, String title, JsonValue value) {
    public ShownField {
        Objects.requireNonNull(name);
        Objects.requireNonNull(title);
        if (value instanceof JsonValue.Items || value instanceof JsonValue.Members) {
            throw new IllegalArgumentException("a credential carries plain values only, '" + name + "' is none");
        }
    }

    /** Without the value, which may be personal. */
    @Override
    public String toString() {
        return "ShownField[" + name + "]";
    }
}
