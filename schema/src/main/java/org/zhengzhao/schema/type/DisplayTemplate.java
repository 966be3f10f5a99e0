package org.zhengzhao.schema.type;

import java.util.Objects;
import org.zhengzhao.schema.json.JsonValue;

/** How licenses of a type look. */
public record DisplayTemplate(JsonValue.Members definition) {
    public DisplayTemplate {
        Objects.requireNonNull(definition);
    }
}
