package org.zhengzhao.schema.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.PlainText;

/**
 * Checks the field definitions of a type. A definition comes from outside and is compiled into a validator, so only a closed
 * list of keywords is allowed (see {@link FieldKind}): no references, no remote anything, no applicators that could blow
 * up, patterns in linear time only ({@link FieldPattern}).
 */
final class FieldSchemaCheck {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final int MAX_PROPERTIES = 100;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_ENUM_VALUES = 500;
    private static final int MAX_TITLE = 64;
    private static final int MAX_DESCRIPTION = 1_000;
    private static final long MAX_COUNT = 1L << 21;
    private static final Pattern PROPERTY_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,63}");
    private static final Set<String> ROOT_ONLY = Set.of("$schema", "title", "x-order");
    private static final Set<String> PICTURE_KEYWORDS = Set.of("contentEncoding", "contentMediaType", "x-picture");
    private static final Set<String> PICTURE_LIMITS = Set.of("maxOctets", "maxWidth", "maxHeight");

    private final List<TypeProblem> problems = new ArrayList<>();
    private int properties;

    private FieldSchemaCheck() {}

    static List<TypeProblem> problems(JsonValue.Members definition, String pointer) {
        FieldSchemaCheck check = new FieldSchemaCheck();
        check.root(definition, pointer);
        return List.copyOf(check.problems);
    }

    private void root(JsonValue.Members schema, String pointer) {
        if (FieldKind.find(schema).orElse(null) != FieldKind.OBJECT) {
            add(pointer, "type", TypeRule.NOT_AN_OBJECT_SCHEMA);
            return;
        }
        schema.find("$schema")
                .filter(dialect -> !dialect.equals(new JsonValue.Text(DIALECT)))
                .ifPresent(other -> add(pointer, "$schema", TypeRule.WRONG_VALUE));
        schema.find("title").ifPresent(title -> text(title, JsonPointers.member(pointer, "title"), MAX_TITLE));
        schema.find("x-order")
                .ifPresent(
                        order -> names(order, FieldSchema.properties(schema), JsonPointers.member(pointer, "x-order")));
        schema(schema, pointer, 1);
    }

    private void schema(JsonValue.Members schema, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            problems.add(new TypeProblem(pointer, TypeRule.TOO_DEEP));
            return;
        }
        Optional<FieldKind> found = FieldKind.find(schema);
        if (found.isEmpty()) {
            add(pointer, "type", schema.find("type").isEmpty() ? TypeRule.MISSING_MEMBER : TypeRule.WRONG_VALUE);
            return;
        }
        FieldKind kind = found.get();
        schema.values().forEach((keyword, value) -> {
            if (!kind.allows(keyword)) {
                if (depth > 1 || !ROOT_ONLY.contains(keyword)) {
                    add(pointer, keyword, TypeRule.KEYWORD);
                }
            } else {
                keyword(kind, keyword, value, JsonPointers.member(pointer, keyword));
            }
        });
        switch (kind) {
            case OBJECT -> object(schema, pointer, depth);
            case LIST -> list(schema, pointer, depth);
            case TEXT -> {
                picture(schema, pointer, depth);
                ordered(schema, pointer, "minLength", "maxLength");
            }
            case WHOLE -> ordered(schema, pointer, "minimum", "maximum");
            case FLAG -> {}
        }
    }

    private void object(JsonValue.Members schema, String pointer, int depth) {
        if (!schema.find("additionalProperties").equals(Optional.of(new JsonValue.Flag(false)))) {
            add(pointer, "additionalProperties", TypeRule.NOT_CLOSED);
        }
        String inside = JsonPointers.member(pointer, "properties");
        if (!(schema.find("properties").orElse(null) instanceof JsonValue.Members members)) {
            problems.add(new TypeProblem(
                    inside, schema.find("properties").isEmpty() ? TypeRule.MISSING_MEMBER : TypeRule.WRONG_KIND));
            return;
        }
        for (Map.Entry<String, JsonValue> property : members.values().entrySet()) {
            if (++properties > MAX_PROPERTIES) {
                problems.add(new TypeProblem(inside, TypeRule.TOO_MANY_PROPERTIES));
                return;
            }
            property(property.getKey(), property.getValue(), JsonPointers.member(inside, property.getKey()), depth + 1);
        }
        schema.find("required").ifPresent(names -> names(names, members, JsonPointers.member(pointer, "required")));
    }

    private void property(String name, JsonValue value, String pointer, int depth) {
        if (!PROPERTY_NAME.matcher(name).matches()) {
            problems.add(new TypeProblem(pointer, TypeRule.PROPERTY_NAME));
        }
        if (!(value instanceof JsonValue.Members schema)) {
            problems.add(new TypeProblem(pointer, TypeRule.WRONG_KIND));
            return;
        }
        if (schema.find("x-titles").isEmpty()) {
            add(pointer, "x-titles", TypeRule.TITLES);
        }
        schema(schema, pointer, depth);
    }

    /** The value of {@code required} or {@code x-order}. */
    private void names(JsonValue value, JsonValue.Members members, String pointer) {
        if (!(value instanceof JsonValue.Items names)) {
            problems.add(new TypeProblem(pointer, TypeRule.WRONG_KIND));
            return;
        }
        Set<JsonValue> seen = new HashSet<>();
        for (int i = 0; i < names.values().size(); i++) {
            JsonValue name = names.values().get(i);
            boolean known =
                    name instanceof JsonValue.Text text && members.values().containsKey(text.value());
            if (!known || !seen.add(name)) {
                problems.add(new TypeProblem(JsonPointers.item(pointer, i), TypeRule.FIELD_NAMES));
            }
        }
    }

    private void list(JsonValue.Members schema, String pointer, int depth) {
        String inside = JsonPointers.member(pointer, "items");
        ordered(schema, pointer, "minItems", "maxItems");
        if (schema.find("items").orElse(null) instanceof JsonValue.Members items) {
            schema(items, inside, depth + 1);
        } else {
            problems.add(new TypeProblem(
                    inside, schema.find("items").isEmpty() ? TypeRule.MISSING_MEMBER : TypeRule.WRONG_KIND));
        }
    }

    /** The value of one keyword by itself. What a keyword means together with others is checked by its kind. */
    private void keyword(FieldKind kind, String keyword, JsonValue value, String pointer) {
        switch (keyword) {
            case "minLength", "maxLength", "minItems", "maxItems" -> whole(value, 0, MAX_COUNT, pointer);
            case "multipleOf" -> whole(value, 1, JsonValue.Whole.LIMIT, pointer);
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
                whole(value, -JsonValue.Whole.LIMIT, JsonValue.Whole.LIMIT, pointer);
            case "uniqueItems" -> require(value instanceof JsonValue.Flag, pointer, TypeRule.WRONG_KIND);
            case "description" -> text(value, pointer, MAX_DESCRIPTION);
            case "x-titles" -> titles(value, pointer);
            case "enum" -> values(kind, value, pointer);
            case "pattern" ->
                require(
                        value instanceof JsonValue.Text text
                                && FieldPattern.find(text.value()).isPresent(),
                        pointer,
                        TypeRule.PATTERN);
            case "format" ->
                require(
                        value instanceof JsonValue.Text text
                                && FieldFormat.find(text.value()).isPresent(),
                        pointer,
                        TypeRule.FORMAT);
            case "x-picture" -> pictureLimits(value, pointer);
            default -> {
                // type, properties, required, additionalProperties, items, contentEncoding, contentMediaType
            }
        }
    }

    private void titles(JsonValue value, String pointer) {
        boolean good = value instanceof JsonValue.Members titles
                && titles.values().size() == 2
                && FieldSchema.titles(new JsonValue.Members(Map.of("x-titles", titles)))
                        .filter(both -> title(both.chinese()) && title(both.english()))
                        .isPresent();
        require(good, pointer, TypeRule.TITLES);
    }

    private static boolean title(String title) {
        return title.length() <= MAX_TITLE && PlainText.isLine(title);
    }

    private void values(FieldKind kind, JsonValue value, String pointer) {
        if (!(value instanceof JsonValue.Items items)
                || items.values().isEmpty()
                || items.values().size() > MAX_ENUM_VALUES) {
            problems.add(new TypeProblem(pointer, TypeRule.WRONG_VALUE));
            return;
        }
        Set<JsonValue> seen = new HashSet<>();
        for (int i = 0; i < items.values().size(); i++) {
            JsonValue item = items.values().get(i);
            boolean shown = !(item instanceof JsonValue.Text text) || PlainText.isLine(text.value());
            require(kind.admits(item) && shown && seen.add(item), JsonPointers.item(pointer, i), TypeRule.WRONG_VALUE);
        }
    }

    private void picture(JsonValue.Members schema, String pointer, int depth) {
        if (PICTURE_KEYWORDS.stream().allMatch(keyword -> schema.find(keyword).isEmpty())) {
            return;
        }
        boolean picture = schema.findText("contentEncoding").equals(Optional.of("base64"))
                && schema.findText("contentMediaType")
                        .flatMap(PictureFormat::find)
                        .isPresent();
        if (!picture || depth != 2) {
            problems.add(new TypeProblem(pointer, TypeRule.PICTURE));
            return;
        }
        for (String keyword : List.of("pattern", "format", "enum")) {
            schema.find(keyword).ifPresent(value -> add(pointer, keyword, TypeRule.KEYWORD));
        }
    }

    private void pictureLimits(JsonValue value, String pointer) {
        if (!(value instanceof JsonValue.Members limits)) {
            problems.add(new TypeProblem(pointer, TypeRule.WRONG_KIND));
            return;
        }
        limits.values().forEach((name, limit) -> {
            String inside = JsonPointers.member(pointer, name);
            if (PICTURE_LIMITS.contains(name)) {
                boolean octets = name.equals("maxOctets");
                whole(limit, 1, octets ? PictureField.LIMIT_OCTETS : PictureField.LIMIT_PIXELS, inside);
            } else {
                problems.add(new TypeProblem(inside, TypeRule.UNKNOWN_MEMBER));
            }
        });
    }

    private void ordered(JsonValue.Members schema, String pointer, String lower, String upper) {
        if (schema.find(lower).orElse(null) instanceof JsonValue.Whole low
                && schema.find(upper).orElse(null) instanceof JsonValue.Whole high
                && low.value() > high.value()) {
            add(pointer, upper, TypeRule.BOUNDS);
        }
    }

    private void whole(JsonValue value, long lowest, long highest, String pointer) {
        if (!(value instanceof JsonValue.Whole whole)) {
            problems.add(new TypeProblem(pointer, TypeRule.WRONG_KIND));
        } else {
            require(whole.value() >= lowest && whole.value() <= highest, pointer, TypeRule.WRONG_VALUE);
        }
    }

    private void text(JsonValue value, String pointer, int maxLength) {
        require(
                value instanceof JsonValue.Text text
                        && text.value().length() <= maxLength
                        && PlainText.isLines(text.value()),
                pointer,
                TypeRule.WRONG_VALUE);
    }

    private void require(boolean good, String pointer, TypeRule rule) {
        if (!good) {
            problems.add(new TypeProblem(pointer, rule));
        }
    }

    private void add(String parent, String member, TypeRule rule) {
        problems.add(new TypeProblem(JsonPointers.member(parent, member), rule));
    }
}
