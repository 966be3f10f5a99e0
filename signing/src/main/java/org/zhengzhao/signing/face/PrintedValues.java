package org.zhengzhao.signing.face;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;

/**
 * What the fields and builtins of a license say in print. Whoever draws a page and whoever checks one must have the same words
 * for them.
 */
public final class PrintedValues {
    private final LicenseContent content;
    private final JsonValue.Members fields;

    /**
     * @param fields the definition of the type's fields: formats, and titles of what is inside of a field
     */
    public PrintedValues(LicenseContent content, JsonValue.Members fields) {
        this.content = Objects.requireNonNull(content);
        this.fields = Objects.requireNonNull(fields);
    }

    /** The value of a field or builtin; blank where there is none. */
    public String text(String reference) {
        Optional<DisplayTemplateBuiltin> builtin = DisplayTemplateBuiltin.find(reference);
        if (builtin.isPresent()) {
            return text(builtin.get());
        }
        return content.fields()
                .find(reference)
                .map(value -> text(value, member(fields, "properties").flatMap(all -> member(all, reference))))
                .orElse("");
    }

    private String text(DisplayTemplateBuiltin builtin) {
        return switch (builtin) {
            case TYPE_NAME -> content.typeName().chinese();
            case TYPE_NAME_ENGLISH -> content.typeName().english();
            case NUMBER -> content.number();
            case HOLDER_NAMES -> content.holders().stream().map(Holder::name).collect(Collectors.joining("、"));
            case HOLDER_CODES ->
                content.holders().stream().map(holder -> holder.code().value()).collect(Collectors.joining("、"));
            case VALIDITY ->
                date(content.validity().firstDay()) + " 至 "
                        + content.validity().lastDay().map(PrintedValues::date).orElse("长期");
            case VALID_FROM -> date(content.validity().firstDay());
            case VALID_UNTIL ->
                content.validity().lastDay().map(PrintedValues::date).orElse("长期");
            case ISSUED_ON -> date(content.issuedOn());
            case ISSUING_AUTHORITY -> content.issuingAuthority().name();
            case AREA_CODE -> content.areaCode();
            case IDENTIFIER -> content.identifier().value();
        };
    }

    public static String date(LocalDate day) {
        return String.format(Locale.ROOT, "%d年%02d月%02d日", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    private static String text(JsonValue value, Optional<JsonValue.Members> schema) {
        return switch (value) {
            case JsonValue.Text text -> text(text.value(), schema);
            case JsonValue.Whole whole -> Long.toString(whole.value());
            case JsonValue.Flag flag -> flag.value() ? "是" : "否";
            case JsonValue.Items items -> {
                Optional<JsonValue.Members> itemSchema = schema.flatMap(outer -> member(outer, "items"));
                List<String> texts = new ArrayList<>();
                items.values().forEach(item -> texts.add(text(item, itemSchema)));
                boolean objects = items.values().stream().anyMatch(JsonValue.Members.class::isInstance);
                yield String.join(objects ? "\n" : "、", texts);
            }
            case JsonValue.Members members -> {
                Optional<JsonValue.Members> inner = schema.flatMap(outer -> member(outer, "properties"));
                List<String> texts = new ArrayList<>();
                members.values().forEach((name, item) -> {
                    Optional<JsonValue.Members> property = inner.flatMap(all -> member(all, name));
                    String label = property.map(known -> titles(known, name))
                            .orElseGet(() -> new Bilingual(name, name))
                            .chinese();
                    texts.add(label + "：" + text(item, property));
                });
                yield String.join("；", texts);
            }
        };
    }

    private static Bilingual titles(JsonValue.Members schema, String otherwise) {
        if (schema.find("x-titles").orElse(null) instanceof JsonValue.Members titles) {
            String chinese = titles.findText("zh-CN").orElse(otherwise);
            String english = titles.findText("en").orElse(otherwise);
            if (!chinese.isBlank() && !english.isBlank()) {
                return new Bilingual(chinese, english);
            }
        }
        return new Bilingual(otherwise, otherwise);
    }

    private static String text(String value, Optional<JsonValue.Members> schema) {
        if (schema.flatMap(known -> known.findText("format")).orElse("").equals("date")) {
            try {
                return date(LocalDate.parse(value));
            } catch (DateTimeException notDate) {
                return value;
            }
        }
        return value;
    }

    private static Optional<JsonValue.Members> member(JsonValue.Members outer, String name) {
        return outer.find(name)
                .flatMap(found -> found instanceof JsonValue.Members members ? Optional.of(members) : Optional.empty());
    }

    /** Whether nobody can see a character, so that its number is printed in its place. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** What is printed for a character that nobody can see. */
    public static String inPlaceOf(int codePoint) {
        return String.format(Locale.ROOT, "[U+%04X]", codePoint);
    }

    /** A text as it is seen, without any white space: how lines are broken says nothing. */
    public static String seen(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(codePoint -> {
            if (isSpace(codePoint)) {
                return;
            }
            if (isInvisible(codePoint)) {
                seen.append(inPlaceOf(codePoint));
            } else {
                seen.appendCodePoint(codePoint);
            }
        });
        return seen.toString();
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == '\n' || codePoint == '\t' || Character.getType(codePoint) == Character.SPACE_SEPARATOR;
    }
}
