package org.zhengzhao.schema.type;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What a field can hold, with the JSON Schema keywords that a field of that kind may use. There is no {@code number}: a
 * quantity with decimals is a text, so that canonical JSON never depends on how a number is printed.
 */
enum FieldKind {
    TEXT(
            "string",
            "文字",
            "a text",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "enum",
            "contentEncoding",
            "contentMediaType",
            "x-picture"),
    WHOLE(
            "integer",
            "整数",
            "a whole number",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "enum"),
    FLAG("boolean", "逻辑值 true 或 false", "true or false"),
    LIST("array", "列表", "a list", "items", "minItems", "maxItems", "uniqueItems"),
    OBJECT("object", "对象", "an object", "properties", "required", "additionalProperties");

    private static final Set<String> EVERYWHERE = Set.of("type", "description", "x-titles");

    private final String type;
    private final Bilingual title;
    private final Set<String> keywords;

    FieldKind(String type, String chinese, String english, String... keywords) {
        this.type = type;
        this.title = new Bilingual(chinese, english);
        this.keywords = Set.of(keywords);
    }

    /** The kind of a schema, by its {@code type}. */
    static Optional<FieldKind> find(JsonValue.Members schema) {
        return schema.findText("type")
                .flatMap(type -> Arrays.stream(values())
                        .filter(kind -> kind.type.equals(type))
                        .findFirst());
    }

    Bilingual title() {
        return title;
    }

    boolean allows(String keyword) {
        return EVERYWHERE.contains(keyword) || keywords.contains(keyword);
    }

    boolean admits(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> this == TEXT;
            case JsonValue.Whole whole -> this == WHOLE;
            case JsonValue.Flag flag -> this == FLAG;
            case JsonValue.Items items -> this == LIST;
            case JsonValue.Members members -> this == OBJECT;
        };
    }
}
