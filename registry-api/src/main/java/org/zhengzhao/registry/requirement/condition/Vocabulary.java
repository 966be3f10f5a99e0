package org.zhengzhao.registry.requirement.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.LicenseType;

/** What a condition on licenses of one type can name. Pictures are not in it: nothing can be asked of them. */
final class Vocabulary {
    static final String LICENSE = "license";
    static final String TODAY = "today";
    static final String FIELDS = "fields";
    static final String ACTS = "acts";
    static final String STATUS = "status";

    private static final String LICENSE_TYPE = "zhengzhao.License";

    private final Map<String, ValueType.ObjectOf> objects = new LinkedHashMap<>();
    private final ValueType.ObjectOf license;

    private Vocabulary(LicenseType type) {
        Map<String, ValueType.Member> members = new LinkedHashMap<>();
        add(members, "number", "证照编号", "license number", ValueType.Text.ANY);
        add(members, STATUS, "状态", "status", new ValueType.Text(statuses()));
        add(members, "issuedOn", "颁发日期", "date of issue", new ValueType.Day());
        add(members, "validFrom", "有效期起始日期", "first day of validity", new ValueType.Day());
        add(members, "validUntil", "有效期截止日期", "last day of validity", new ValueType.Day());
        add(members, "areaCode", "管辖属地代码", "area code", ValueType.Text.ANY);
        add(members, ACTS, "办理记录", "acts", new ValueType.ListOf(act()));
        ValueType.ObjectOf fields =
                object(LICENSE_TYPE + ".Fields", type.fields().definition());
        add(members, FIELDS, "字段", "fields", fields);
        this.license = remembered(new ValueType.ObjectOf(LICENSE_TYPE, members));
    }

    static Vocabulary of(LicenseType type) {
        return new Vocabulary(type);
    }

    ValueType.ObjectOf license() {
        return license;
    }

    /** Every type of things that have members. */
    List<ValueType.ObjectOf> objects() {
        return List.copyOf(objects.values());
    }

    private ValueType.ObjectOf act() {
        Map<String, Bilingual> acts = new LinkedHashMap<>();
        for (Act act : Act.values()) {
            if (act != Act.ISSUE && act != Act.CORRECT) {
                acts.put(act.name(), act.title());
            }
        }
        Map<String, ValueType.Member> members = new LinkedHashMap<>();
        add(members, "act", "行为", "act", new ValueType.Text(acts));
        add(members, "effectiveOn", "生效日期", "effective day", new ValueType.Day());
        return remembered(new ValueType.ObjectOf(LICENSE_TYPE + ".Act", members));
    }

    private static Map<String, Bilingual> statuses() {
        Map<String, Bilingual> statuses = new LinkedHashMap<>();
        for (LicenseStatus status : LicenseStatus.values()) {
            statuses.put(status.name(), status.title());
        }
        return statuses;
    }

    private ValueType.ObjectOf object(String name, JsonValue.Members schema) {
        Map<String, ValueType.Member> members = new LinkedHashMap<>();
        if (schema.find("properties").orElse(null) instanceof JsonValue.Members properties) {
            properties.values().forEach((property, value) -> {
                if (value instanceof JsonValue.Members definition) {
                    valueType(name + "." + property, definition)
                            .ifPresent(type -> members.put(
                                    property, new ValueType.Member(property, title(definition, property), type)));
                }
            });
        }
        return remembered(new ValueType.ObjectOf(name, members));
    }

    private Optional<ValueType> valueType(String name, JsonValue.Members schema) {
        return switch (schema.findText("type").orElse("")) {
            case "string" -> text(schema);
            case "integer" -> Optional.of(new ValueType.Whole());
            case "boolean" -> Optional.of(new ValueType.Flag());
            case "array" ->
                schema.find("items")
                        .flatMap(items -> items instanceof JsonValue.Members definition
                                ? valueType(name + ".Item", definition)
                                : Optional.empty())
                        .map(ValueType.ListOf::new);
            case "object" -> Optional.of(object(name, schema));
            default -> Optional.empty();
        };
    }

    private static Optional<ValueType> text(JsonValue.Members schema) {
        if (schema.find("contentEncoding").isPresent()) {
            return Optional.empty();
        }
        if (schema.findText("format").equals(Optional.of("date"))) {
            return Optional.of(new ValueType.Day());
        }
        Map<String, Bilingual> choices = new LinkedHashMap<>();
        if (schema.find("enum").orElse(null) instanceof JsonValue.Items values) {
            for (JsonValue value : values.values()) {
                if (value instanceof JsonValue.Text text) {
                    choices.put(text.value(), new Bilingual(text.value(), text.value()));
                }
            }
        }
        return Optional.of(new ValueType.Text(choices));
    }

    private static Bilingual title(JsonValue.Members schema, String name) {
        List<String> titles = new ArrayList<>();
        if (schema.find("x-titles").orElse(null) instanceof JsonValue.Members both) {
            both.findText(Language.CHINESE.tag()).ifPresent(titles::add);
            both.findText(Language.ENGLISH.tag()).ifPresent(titles::add);
        }
        return titles.size() == 2 ? new Bilingual(titles.getFirst(), titles.getLast()) : new Bilingual(name, name);
    }

    private ValueType.ObjectOf remembered(ValueType.ObjectOf object) {
        objects.put(object.name(), object);
        return object;
    }

    private static void add(
            Map<String, ValueType.Member> members, String name, String chinese, String english, ValueType type) {
        members.put(name, new ValueType.Member(name, new Bilingual(chinese, english), type));
    }
}
