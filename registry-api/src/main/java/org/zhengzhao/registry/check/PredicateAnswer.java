package org.zhengzhao.registry.check;

import java.time.LocalDate;
import java.util.Optional;
import org.zhengzhao.registry.grant.Predicate;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;

/** What is said of one license to one predicate. The names are API: add, never rename. */
public enum PredicateAnswer {
    YES,
    NO,
    /** The license has no such part, or it is nothing that can be compared like this. */
    CANNOT_TELL;

    /** After every day that is asked about. */
    private static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    private static final String FIELDS = "/fields/";

    static PredicateAnswer of(Predicate predicate, LicenseContent license) {
        return part(predicate.field(), license)
                .flatMap(part -> compared(predicate, part))
                .map(yes -> yes ? YES : NO)
                .orElse(CANNOT_TELL);
    }

    private static Optional<JsonValue> part(String pointer, LicenseContent license) {
        if (pointer.startsWith(FIELDS)) {
            return license.fields().find(pointer.substring(FIELDS.length()));
        }
        return switch (pointer) {
            case "/number" -> text(license.number());
            case "/issuedOn" -> text(license.issuedOn().toString());
            case "/validFrom" -> text(license.validity().firstDay().toString());
            case "/validUntil" ->
                text(license.validity().lastDay().orElse(NO_END).toString());
            case "/areaCode" -> text(license.areaCode());
            // Holders and reasons are no plain values.
            default -> Optional.empty();
        };
    }

    private static Optional<JsonValue> text(String value) {
        return Optional.of(new JsonValue.Text(value));
    }

    private static Optional<Boolean> compared(Predicate predicate, JsonValue part) {
        JsonValue value = predicate.value();
        return switch (predicate.operator()) {
            case EQUALS -> sameKind(part, value).map(same -> part.equals(value));
            case NOT_EQUALS -> sameKind(part, value).map(same -> !part.equals(value));
            case AT_LEAST -> order(part, value).map(order -> order >= 0);
            case AT_MOST -> order(part, value).map(order -> order <= 0);
            case CONTAINS ->
                switch (part) {
                    case JsonValue.Text text ->
                        value instanceof JsonValue.Text wanted
                                ? Optional.of(text.value().contains(wanted.value()))
                                : Optional.empty();
                    case JsonValue.Items items -> Optional.of(items.values().contains(value));
                    case JsonValue.Whole whole -> Optional.empty();
                    case JsonValue.Flag flag -> Optional.empty();
                    case JsonValue.Members members -> Optional.empty();
                };
        };
    }

    private static Optional<Boolean> sameKind(JsonValue part, JsonValue value) {
        return part.getClass().equals(value.getClass()) ? Optional.of(true) : Optional.empty();
    }

    private static Optional<Integer> order(JsonValue part, JsonValue value) {
        if (part instanceof JsonValue.Whole left && value instanceof JsonValue.Whole right) {
            return Optional.of(Long.compare(left.value(), right.value()));
        }
        return part instanceof JsonValue.Text left && value instanceof JsonValue.Text right
                ? Optional.of(left.value().compareTo(right.value()))
                : Optional.empty();
    }
}
