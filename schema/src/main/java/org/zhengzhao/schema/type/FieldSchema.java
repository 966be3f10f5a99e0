package org.zhengzhao.schema.type;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * The business fields of a type as a JSON Schema (2020-12) for one object. Every property has {@code x-titles} with
 * {@code zh-CN} and {@code en}. A property with {@code contentEncoding: base64} and a picture as
 * {@code contentMediaType} is a picture: requests carry its octets, license contents their SHA-256.
 *
 * <p>{@code x-order} lists the names of the fields in the order in which they are shown.
 *
 * <p>What a definition may say is checked by {@link LicenseTypeJson#check}; this record takes any object.
 */
public record FieldSchema(JsonValue.Members definition) {
    private static final Set<String> COMPOSITE = Set.of("array", "object");

    public FieldSchema {
        Objects.requireNonNull(definition);
    }

    /** The names of the fields in the order in which they are shown: that of {@code x-order}, then that of definition. */
    public List<String> names() {
        Set<String> defined = properties(definition).values().keySet();
        Set<String> names = new LinkedHashSet<>();
        if (definition.find("x-order").orElse(null) instanceof JsonValue.Items order) {
            for (JsonValue item : order.values()) {
                if (item instanceof JsonValue.Text name && defined.contains(name.value())) {
                    names.add(name.value());
                }
            }
        }
        names.addAll(defined);
        return List.copyOf(names);
    }

    /** The same fields with their order written down, so that canonical JSON, which sorts members, does not lose it. */
    FieldSchema withOrder() {
        Map<String, JsonValue> members = new LinkedHashMap<>(definition.values());
        members.put(
                "x-order",
                new JsonValue.Items(
                        names().stream().<JsonValue>map(JsonValue.Text::new).toList()));
        return new FieldSchema(new JsonValue.Members(members));
    }

    /** The title of a field. */
    public Optional<Bilingual> title(String name) {
        return property(definition, name).flatMap(FieldSchema::titles);
    }

    /** Whether every license of the type has that field. */
    public boolean required(String name) {
        return definition.find("required").orElse(null) instanceof JsonValue.Items names
                && names.values().contains(new JsonValue.Text(name));
    }

    /** Whether a field is a list or an object. */
    public boolean isComposite(String name) {
        return property(definition, name)
                .flatMap(property -> property.findText("type"))
                .filter(COMPOSITE::contains)
                .isPresent();
    }

    /** The fields that are pictures, in order. */
    public List<PictureField> pictureFields() {
        return names().stream()
                .flatMap(name -> property(definition, name).flatMap(property -> picture(name, property)).stream())
                .toList();
    }

    static Optional<Bilingual> titles(JsonValue.Members schema) {
        if (!(schema.find("x-titles").orElse(null) instanceof JsonValue.Members titles)) {
            return Optional.empty();
        }
        String chinese = titles.findText(Language.CHINESE.tag()).orElse("");
        String english = titles.findText(Language.ENGLISH.tag()).orElse("");
        return chinese.isBlank() || english.isBlank() ? Optional.empty() : Optional.of(new Bilingual(chinese, english));
    }

    static Optional<JsonValue.Members> property(JsonValue.Members schema, String name) {
        return properties(schema).find(name).flatMap(FieldSchema::members);
    }

    static Optional<JsonValue.Members> items(JsonValue.Members schema) {
        return schema.find("items").flatMap(FieldSchema::members);
    }

    static JsonValue.Members properties(JsonValue.Members schema) {
        return schema.find("properties").flatMap(FieldSchema::members).orElse(JsonValue.Members.EMPTY);
    }

    private static Optional<JsonValue.Members> members(JsonValue value) {
        return value instanceof JsonValue.Members members ? Optional.of(members) : Optional.empty();
    }

    private static Optional<PictureField> picture(String name, JsonValue.Members property) {
        if (!property.findText("contentEncoding").equals(Optional.of("base64"))) {
            return Optional.empty();
        }
        JsonValue.Members limits =
                property.find("x-picture").flatMap(FieldSchema::members).orElse(JsonValue.Members.EMPTY);
        return property.findText("contentMediaType")
                .flatMap(PictureFormat::find)
                .map(format -> new PictureField(
                        name,
                        format,
                        limit(limits, "maxOctets", PictureField.DEFAULT_OCTETS, PictureField.LIMIT_OCTETS),
                        limit(limits, "maxWidth", PictureField.DEFAULT_PIXELS, PictureField.LIMIT_PIXELS),
                        limit(limits, "maxHeight", PictureField.DEFAULT_PIXELS, PictureField.LIMIT_PIXELS)));
    }

    private static int limit(JsonValue.Members limits, String name, int otherwise, int highest) {
        return limits.find(name).orElse(null) instanceof JsonValue.Whole whole
                ? Math.clamp(whole.value(), 1, highest)
                : otherwise;
    }
}
