package org.zhengzhao.registry.requirement.condition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.CalendarDate;

/** A license in values that CEL knows. A day is the moment at which it begins in UTC: only days are ever compared with it. */
record ConditionValues(ValueType.ObjectOf license) {
    /** The last day of a license without end: after every day that is asked about. */
    private static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    static Instant day(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Map<String, Object> of(LicenseFacts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("number", facts.number());
        values.put(Vocabulary.STATUS, facts.status().name());
        values.put("issuedOn", day(facts.issuedOn()));
        values.put("validFrom", day(facts.validFrom()));
        values.put("validUntil", day(facts.validUntil().orElse(NO_END)));
        values.put("areaCode", facts.areaCode());
        values.put(
                Vocabulary.ACTS,
                facts.acts().stream()
                        .map(done -> Map.of("act", done.act().name(), "effectiveOn", day(done.effectiveOn())))
                        .toList());
        license.find(Vocabulary.FIELDS)
                .flatMap(fields -> value(fields.type(), facts.fields()))
                .ifPresent(fields -> values.put(Vocabulary.FIELDS, fields));
        return values;
    }

    /** Empty where the license was issued under another version of its type, in which the field was something else. */
    private static Optional<Object> value(ValueType type, JsonValue value) {
        return switch (type) {
            case ValueType.Text text ->
                value instanceof JsonValue.Text given ? Optional.of(given.value()) : Optional.empty();
            case ValueType.Whole whole ->
                value instanceof JsonValue.Whole given ? Optional.of(given.value()) : Optional.empty();
            case ValueType.Flag flag ->
                value instanceof JsonValue.Flag given ? Optional.of(given.value()) : Optional.empty();
            case ValueType.Day day ->
                value instanceof JsonValue.Text given
                        ? CalendarDate.find(given.value()).map(ConditionValues::day)
                        : Optional.empty();
            case ValueType.ListOf list ->
                value instanceof JsonValue.Items items ? items(list, items) : Optional.empty();
            case ValueType.ObjectOf object ->
                value instanceof JsonValue.Members members ? Optional.of(members(object, members)) : Optional.empty();
        };
    }

    private static Optional<Object> items(ValueType.ListOf list, JsonValue.Items items) {
        List<Object> values = new ArrayList<>();
        for (JsonValue item : items.values()) {
            Optional<Object> value = value(list.item(), item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private static Map<String, Object> members(ValueType.ObjectOf object, JsonValue.Members members) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.members()
                .forEach((name, member) -> members.find(name)
                        .flatMap(given -> value(member.type(), given))
                        .ifPresent(value -> values.put(name, value)));
        return values;
    }
}
