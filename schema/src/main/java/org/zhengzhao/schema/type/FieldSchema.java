package org.zhengzhao.schema.type;

import java.util.Objects;
import org.zhengzhao.schema.json.JsonValue;

/**
 * The business fields of a type as a JSON Schema (2020-12) for one object. Every property has {@code x-titles} with
 * {@code zh-CN} and {@code en}. A property with {@code contentEncoding: base64} and a picture as
 * {@code contentMediaType} is a picture: requests carry its octets, license contents their SHA-256.
 */
public record FieldSchema(JsonValue.Members definition) {
    public FieldSchema {
        Objects.requireNonNull(definition);
    }
}
