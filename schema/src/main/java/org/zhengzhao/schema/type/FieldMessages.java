package org.zhengzhao.schema.type;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/** Words the problems of fields, from the type's own titles and limits. */
final class FieldMessages {
    private static final int MAX_LISTED = 12;
    private static final Bilingual NAMELESS = new Bilingual("字段", "the field");

    private final Language language;

    FieldMessages(Language language) {
        this.language = language;
    }

    /** The message for a field whose limit the rule's own keyword states. */
    String message(FieldRule rule, FieldPath path) {
        Optional<JsonValue> limit = path.schema().find(rule.keyword());
        return message(
                rule,
                path,
                switch (rule) {
                    case TYPE ->
                        FieldKind.find(path.schema())
                                .map(kind -> kind.title().in(language))
                                .orElse("");
                    case FORMAT ->
                        path.schema()
                                .findText("format")
                                .flatMap(FieldFormat::find)
                                .map(format -> format.title().in(language))
                                .orElse("");
                    case ENUM ->
                        limit.map(values -> values instanceof JsonValue.Items items ? listed(items.values()) : "")
                                .orElse("");
                    case MIN_LENGTH,
                            MAX_LENGTH,
                            MINIMUM,
                            MAXIMUM,
                            EXCLUSIVE_MINIMUM,
                            EXCLUSIVE_MAXIMUM,
                            MULTIPLE_OF,
                            MIN_ITEMS,
                            MAX_ITEMS -> limit.map(FieldMessages::plain).orElse("");
                    case REQUIRED,
                            UNKNOWN_MEMBER,
                            PATTERN,
                            UNIQUE_ITEMS,
                            CONTROL_CHARACTER,
                            PICTURE_ENCODING,
                            PICTURE_FORMAT,
                            PICTURE_OCTETS,
                            PICTURE_SIZE -> "";
                });
    }

    String message(FieldRule rule, FieldPath path, String asked) {
        return rule.message()
                .in(language)
                .replace("{0}", path.title().orElse(NAMELESS).in(language))
                .replace("{1}", asked);
    }

    private String listed(List<JsonValue> values) {
        String separator = language == Language.CHINESE ? "、" : ", ";
        String shown =
                values.stream().limit(MAX_LISTED).map(FieldMessages::plain).collect(Collectors.joining(separator));
        return values.size() > MAX_LISTED ? shown + separator + "…" : shown;
    }

    private static String plain(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> text.value();
            case JsonValue.Whole whole -> Long.toString(whole.value());
            case JsonValue.Flag flag -> Boolean.toString(flag.value());
            case JsonValue.Items items -> "";
            case JsonValue.Members members -> "";
        };
    }
}
