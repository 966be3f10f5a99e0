package org.zhengzhao.signing.pdf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.FieldSchema;
import org.zhengzhao.schema.type.LicenseType;

/** What the fields and builtins of a license say in print, and how they are labelled. */
final class FaceValues {
    /** What stands where a field has no value, so that nothing can be written in later. */
    static final String NONE = "——";

    private final LicenseContent content;
    private final FieldSchema fields;
    private final PrintableText printable;

    FaceValues(LicenseType type, LicenseContent content, PrintableText printable) {
        this.content = content;
        this.fields = type.fields();
        this.printable = printable;
    }

    Bilingual label(Entry entry) throws UnprintableLicenseException {
        Bilingual label = entry.label().orElseGet(() -> title(entry.field()));
        return printable(label, entry.field());
    }

    Bilingual printable(Bilingual text, String field) throws UnprintableLicenseException {
        return new Bilingual(printable.line(text.chinese(), field), printable.line(text.english(), field));
    }

    private Bilingual title(String field) {
        Optional<DisplayTemplateBuiltin> builtin = DisplayTemplateBuiltin.find(field);
        if (builtin.isPresent()) {
            return builtin.get().title();
        }
        return fields.title(field).orElseGet(() -> new Bilingual(field, field));
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

    /** The value of a field or builtin as it is set; {@link #NONE} where there is none. */
    String value(String reference) throws UnprintableLicenseException {
        Optional<DisplayTemplateBuiltin> builtin = DisplayTemplateBuiltin.find(reference);
        String text = builtin.isPresent()
                ? value(builtin.get())
                : content.fields()
                        .find(reference)
                        .map(value -> text(
                                value,
                                member(fields.definition(), "properties").flatMap(all -> member(all, reference))))
                        .orElse("");
        return text.isBlank() ? NONE : printable.of(text, reference);
    }

    private String value(DisplayTemplateBuiltin builtin) {
        return switch (builtin) {
            case TYPE_NAME -> content.typeName().chinese();
            case TYPE_NAME_ENGLISH -> content.typeName().english();
            case NUMBER -> content.number();
            case HOLDER_NAMES -> content.holders().stream().map(Holder::name).collect(Collectors.joining("、"));
            case HOLDER_CODES ->
                content.holders().stream().map(holder -> holder.code().value()).collect(Collectors.joining("、"));
            case VALIDITY ->
                date(content.validity().firstDay()) + " 至 "
                        + content.validity().lastDay().map(FaceValues::date).orElse("长期");
            case VALID_FROM -> date(content.validity().firstDay());
            case VALID_UNTIL ->
                content.validity().lastDay().map(FaceValues::date).orElse("长期");
            case ISSUED_ON -> date(content.issuedOn());
            case ISSUING_AUTHORITY -> content.issuingAuthority().name();
            case AREA_CODE -> content.areaCode();
            case IDENTIFIER -> content.identifier().value();
        };
    }

    static String date(LocalDate day) {
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

    private static String text(String value, Optional<JsonValue.Members> schema) {
        if (schema.flatMap(known -> known.findText("format")).orElse("").equals("date")) {
            try {
                return date(LocalDate.parse(value));
            } catch (DateTimeException notADate) {
                return value;
            }
        }
        return value;
    }

    private static Optional<JsonValue.Members> member(JsonValue.Members outer, String name) {
        return outer.find(name)
                .flatMap(found -> found instanceof JsonValue.Members members ? Optional.of(members) : Optional.empty());
    }
}
