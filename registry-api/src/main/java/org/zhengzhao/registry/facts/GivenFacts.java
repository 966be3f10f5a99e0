package org.zhengzhao.registry.facts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.grant.Comparison;
import org.zhengzhao.registry.grant.Predicate;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Facts in the form in which they are compared.
 *
 * @param values parts of a license by their JSON Pointers, each in its {@link NormalForm}
 * @param fields the definition of the fields of the type
 */
record GivenFacts(
        Optional<HolderCode> holder,
        Optional<String> holderName,
        Optional<String> number,
        Map<String, JsonValue> values,
        JsonValue.Members fields)
        implements Comparison {
    static final String FIELDS = "/fields/";
    static final String NUMBER = "/number";
    static final String HOLDERS = "/holders";
    private static final String VALID_UNTIL = "/validUntil";
    private static final String OPEN_ENDED = "长期";
    private static final JsonValue.Members TEXT = schema(Map.of("type", "string"));
    private static final JsonValue.Members DATE = schema(Map.of("type", "string", "format", "date"));
    private static final JsonValue.Members AREA = schema(Map.of("type", "string", "format", "area-code"));

    GivenFacts {
        values = Map.copyOf(values);
    }

    /**
     * Brings facts into their form.
     *
     * @throws RegistryException naming every value that cannot be one of that part of a license
     */
    static GivenFacts of(FactsOrder order, LicenseType type) {
        JsonValue.Members fields = properties(type);
        Map<String, JsonValue> values = new LinkedHashMap<>();
        List<ProblemError> errors = new ArrayList<>();
        order.values()
                .forEach(
                        (part, value) -> form(part, value, fields)
                                .ifPresentOrElse(
                                        form -> values.put(part, form),
                                        () -> errors.add(
                                                new ProblemError(
                                                        part,
                                                        "WRONG_VALUE",
                                                        new Bilingual(
                                                                "此类证照没有该项，或该项不可能是这样的值。",
                                                                "Licenses of this type have no such part, or none with such a value.")))));
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("请按 errors 逐项更正；没有进行比对。", "Correct each of errors. Nothing was compared."),
                    errors);
        }
        return new GivenFacts(
                order.holder(),
                order.holderName().map(NormalForm::name),
                order.number().map(NormalForm::text),
                values,
                fields);
    }

    /** The holder's code is what licenses are looked up by; all else is compared. */
    @Override
    public Set<String> parts() {
        Set<String> parts = new LinkedHashSet<>();
        holderName.ifPresent(name -> parts.add(HOLDERS));
        number.ifPresent(given -> parts.add(NUMBER));
        values.keySet().stream().sorted().forEach(parts::add);
        return parts;
    }

    @Override
    public boolean asks(Predicate predicate) {
        Optional<JsonValue> asked = predicate.field().equals(NUMBER)
                ? number.map(JsonValue.Text::new)
                : Optional.ofNullable(values.get(predicate.field()));
        return asked.isPresent() && asked.equals(form(predicate.field(), predicate.value(), fields));
    }

    /** Whether a license has all these facts. Each is compared, whatever came of those before, in a time that no value decides. */
    boolean agreeWith(LicenseContent content) {
        boolean agree = holdersAgree(content.holders());
        agree &= number.isEmpty() || same(number.get(), NormalForm.text(content.number()));
        for (Map.Entry<String, JsonValue> given : values.entrySet()) {
            Optional<JsonValue> there =
                    part(content, given.getKey()).flatMap(value -> form(given.getKey(), value, fields));
            agree &= same(
                    CanonicalJson.text(given.getValue()),
                    there.map(CanonicalJson::text).orElse(""));
        }
        return agree;
    }

    /** Code and name must be those of one holder. */
    private boolean holdersAgree(List<Holder> holders) {
        boolean found = false;
        for (Holder there : holders) {
            boolean one = holder.isEmpty()
                    || same(
                            holder.get().type().code() + holder.get().value(),
                            there.code().type().code() + there.code().value());
            one &= holderName.isEmpty() || same(holderName.get(), NormalForm.name(there.name()));
            found |= one;
        }
        return found;
    }

    private static boolean same(String given, String there) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), there.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<JsonValue> part(LicenseContent content, String part) {
        return switch (part) {
            case "/issuedOn" -> Optional.of(day(content.issuedOn()));
            case "/validFrom" -> Optional.of(day(content.validity().firstDay()));
            case VALID_UNTIL ->
                Optional.of(content.validity().lastDay().map(GivenFacts::day).orElse(new JsonValue.Text(OPEN_ENDED)));
            case "/areaCode" -> Optional.of(new JsonValue.Text(content.areaCode()));
            default -> content.fields().find(part.substring(FIELDS.length()));
        };
    }

    private static JsonValue.Text day(LocalDate day) {
        return new JsonValue.Text(day.toString());
    }

    private static Optional<JsonValue> form(String part, JsonValue value, JsonValue.Members fields) {
        if (part.equals(VALID_UNTIL) && value.equals(new JsonValue.Text(OPEN_ENDED))) {
            return Optional.of(value);
        }
        return NormalForm.value(value, schema(part, fields));
    }

    private static JsonValue.@Nullable Members schema(String part, JsonValue.Members fields) {
        return switch (part) {
            case "/issuedOn", "/validFrom", VALID_UNTIL -> DATE;
            case "/areaCode" -> AREA;
            case NUMBER -> TEXT;
            default -> part.startsWith(FIELDS) ? NormalForm.member(fields, part.substring(FIELDS.length())) : null;
        };
    }

    private static JsonValue.Members properties(LicenseType type) {
        JsonValue.Members properties = NormalForm.member(type.fields().definition(), "properties");
        return properties == null ? JsonValue.Members.EMPTY : properties;
    }

    private static JsonValue.Members schema(Map<String, String> texts) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        texts.forEach((name, value) -> members.put(name, new JsonValue.Text(value)));
        return new JsonValue.Members(members);
    }

    /** Nothing: facts are personal. */
    @Override
    public String toString() {
        return "GivenFacts";
    }
}
