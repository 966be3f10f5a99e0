package org.zhengzhao.schema.type;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A place in the fields of a license: where the value is, what the type says about it, and under which title a person knows
 * it (for the items of a list, the title of the list).
 */
record FieldPath(String pointer, JsonValue.Members schema, Optional<Bilingual> title) {
    FieldPath {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(schema);
        Objects.requireNonNull(title);
    }

    static FieldPath root(FieldSchema fields, String pointer) {
        return new FieldPath(pointer, fields.definition(), Optional.empty());
    }

    FieldPath member(String name) {
        JsonValue.Members inner = FieldSchema.property(schema, name).orElse(JsonValue.Members.EMPTY);
        return new FieldPath(JsonPointers.member(pointer, name), inner, FieldSchema.titles(inner));
    }

    FieldPath item(int index) {
        JsonValue.Members inner = FieldSchema.items(schema).orElse(JsonValue.Members.EMPTY);
        return new FieldPath(
                JsonPointers.item(pointer, index),
                inner,
                FieldSchema.titles(inner).or(() -> title));
    }
}
