package org.zhengzhao.registry.grant;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;

/** Reads the terms of a grant from a request body. */
final class TermsBody {
    static final int MAX_BASIS = 512;
    static final int MAX_CAP = 100_000_000;
    private static final int MAX_FIELDS = 110;
    private static final int MAX_PREDICATES = 20;
    private static final int MAX_VALUE = 200;
    private static final Pattern POINTER = Pattern.compile("(/fields)?/[A-Za-z][0-9A-Za-z]{0,63}");

    private TermsBody() {}

    /** Ends the reading: refuses where anything is wrong. */
    static GrantTerms read(BodyReader reader, Optional<Uscc> department, LocalDate today) {
        String matter = reader.code("matter");
        Optional<LicenseTypeCode> type = reader.licenseType("type");
        Optional<GrantScope> scope = scope(reader);
        String basis = reader.line("legalBasis", MAX_BASIS);
        Optional<AreaCode> region = reader.optionalArea("region");
        LocalDate from = reader.day("validFrom").orElse(today);
        Optional<LocalDate> until = reader.day("validUntil");
        OptionalInt cap = reader.number("dailyCap", 1, MAX_CAP);
        if (until.filter(from::isAfter).isPresent()) {
            reader.error("validUntil", "WRONG_VALUE", "不得早于起始日。", "Not before the first day.");
        }
        reader.refuse();
        return new GrantTerms(
                department.orElseThrow(),
                matter,
                type.orElseThrow(),
                scope.orElseThrow(),
                basis,
                region,
                from,
                until,
                cap);
    }

    private static Optional<GrantScope> scope(BodyReader reader) {
        boolean fields = reader.find("fields").isPresent();
        boolean predicates = reader.find("predicates").isPresent();
        if (fields && predicates) {
            reader.error("predicates", "WRONG_VALUE", "fields 与 predicates 只能取其一。", "Either fields or predicates.");
            return Optional.empty();
        }
        if (fields) {
            return fields(reader).map(GrantScope.Fields::new);
        }
        if (predicates) {
            List<Predicate> read = predicates(reader);
            return read.isEmpty() ? Optional.empty() : Optional.of(new GrantScope.Predicates(read));
        }
        return Optional.of(new GrantScope.Whole());
    }

    /** A set of JSON Pointers in the member {@code fields}. */
    static Optional<Set<String>> fields(BodyReader reader) {
        Set<String> pointers = new HashSet<>();
        for (String text : reader.texts("fields", MAX_FIELDS)) {
            if (pointer(reader, "fields", text)) {
                pointers.add(text);
            }
        }
        return pointers.isEmpty() ? Optional.empty() : Optional.of(pointers);
    }

    private static List<Predicate> predicates(BodyReader reader) {
        List<Predicate> read = new ArrayList<>();
        for (BodyReader item : reader.objects("predicates", MAX_PREDICATES, "field", "operator", "value")) {
            String field = item.line("field", MAX_VALUE);
            Optional<Predicate.Operator> operator = item.choice("operator", Predicate.Operator.values());
            JsonValue value = item.find("value").orElse(null);
            boolean plain = value instanceof JsonValue.Whole
                    || value instanceof JsonValue.Flag
                    || value instanceof JsonValue.Text text && text.value().length() <= MAX_VALUE;
            if (!plain || value == null) {
                item.error(
                        "value",
                        "WRONG_VALUE",
                        "应为最多 200 个字符的字符串、整数或 true/false。",
                        "Should be a text of at most 200 characters, a whole number, or true or false.");
            } else if (pointer(item, "field", field) && operator.isPresent()) {
                read.add(new Predicate(field, operator.get(), value));
            }
        }
        if (read.isEmpty()) {
            reader.error("predicates", "REQUIRED", "请至少填写一项。", "Give one at least.");
        }
        return read;
    }

    private static boolean pointer(BodyReader reader, String name, String text) {
        boolean wellFormed = POINTER.matcher(text).matches();
        if (!wellFormed) {
            reader.error(
                    name,
                    "FORMAT",
                    "应为 JSON Pointer，例如 /holders 或 /fields/scope。",
                    "Should be a JSON Pointer, for example /holders or /fields/scope.");
        }
        return wellFormed;
    }
}
