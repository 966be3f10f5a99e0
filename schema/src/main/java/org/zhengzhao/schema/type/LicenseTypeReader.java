package org.zhengzhao.schema.type;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.text.PlainText;

/** Reads one type definition and collects everything that is wrong with it on the way. */
final class LicenseTypeReader {
    private static final Set<String> MEMBERS = Set.of(
            "code",
            "version",
            "name",
            "codeConfirmed",
            "definingAuthority",
            "holderCategory",
            "issuingLevel",
            "validity",
            "sharingClass",
            LicenseTypeJson.FOUR_EYES,
            "fields",
            "qrFields",
            "template");
    private static final int MAX_TEXT = 256;
    private static final int MAX_PERIODS = 20;
    private static final int MAX_QR_FIELDS = 20;
    private static final Pattern PERIOD = Pattern.compile("P(?=[0-9])([0-9]{1,3}Y)?([0-9]{1,4}M)?([0-9]{1,5}D)?");

    private final List<TypeProblem> problems = new ArrayList<>();

    /** What was wrong with the definitions that were read. */
    List<TypeProblem> problems() {
        return List.copyOf(problems);
    }

    /** The type; empty where there are problems. */
    Optional<LicenseType> read(JsonValue.Members members, int version) {
        only(members, MEMBERS, "");
        members.find("version").ifPresent(this::version);
        Optional<LicenseTypeCode> code = text(members, "code", "").flatMap(this::code);
        Optional<Bilingual> name = bilingual(members, "name", "");
        Optional<Boolean> codeConfirmed = flag(members, "codeConfirmed", "");
        Optional<JsonValue.Members> authority = object(members, "definingAuthority", "");
        String authorityPointer = "/definingAuthority";
        authority.ifPresent(inside -> only(inside, Set.of("name", "level"), authorityPointer));
        Optional<Bilingual> authorityName = authority.flatMap(inside -> bilingual(inside, "name", authorityPointer));
        Optional<AuthorityLevel> authorityLevel =
                authority.flatMap(inside -> constant(inside, "level", authorityPointer, AuthorityLevel.values()));
        Optional<HolderCategory> holderCategory = constant(members, "holderCategory", "", HolderCategory.values());
        Optional<AuthorityLevel> issuingLevel = constant(members, "issuingLevel", "", AuthorityLevel.values());
        Optional<ValidityRule> validity = object(members, "validity", "").flatMap(this::validity);
        Optional<SharingClass> sharingClass = constant(members, "sharingClass", "", SharingClass.values());
        Optional<Boolean> fourEyes = members.find(LicenseTypeJson.FOUR_EYES).isEmpty()
                ? Optional.of(false)
                : flag(members, LicenseTypeJson.FOUR_EYES, "");
        Optional<FieldSchema> fields = object(members, "fields", "").flatMap(this::fields);
        Optional<List<String>> qrFields =
                items(members, "qrFields", "").flatMap(names -> fields.map(known -> qrFields(names, known)));
        Optional<DisplayTemplate> template =
                object(members, "template", "").flatMap(definition -> template(definition, fields));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LicenseType(
                code.orElseThrow(),
                version,
                name.orElseThrow(),
                codeConfirmed.orElseThrow(),
                authorityName.orElseThrow(),
                authorityLevel.orElseThrow(),
                holderCategory.orElseThrow(),
                issuingLevel.orElseThrow(),
                validity.orElseThrow(),
                sharingClass.orElseThrow(),
                fourEyes.orElseThrow(),
                fields.orElseThrow(),
                qrFields.orElseThrow(),
                template.orElseThrow()));
    }

    /** The registry counts the versions; a definition that was read, edited and sent back may still name its own. */
    private void version(JsonValue value) {
        if (!(value instanceof JsonValue.Whole whole) || whole.value() < 1 || whole.value() > Integer.MAX_VALUE) {
            add("/version", TypeRule.WRONG_VALUE);
        }
    }

    private Optional<LicenseTypeCode> code(String text) {
        try {
            return Optional.of(LicenseTypeCode.parse(text));
        } catch (MalformedCodeException malformed) {
            return add("/code", TypeRule.TYPE_CODE);
        }
    }

    private Optional<ValidityRule> validity(JsonValue.Members validity) {
        String pointer = "/validity";
        only(validity, Set.of("periods", "openEnded"), pointer);
        Optional<Boolean> openEnded = flag(validity, "openEnded", pointer);
        List<Period> periods = new ArrayList<>();
        Optional<JsonValue.Items> written = items(validity, "periods", pointer);
        List<JsonValue> values = written.map(JsonValue.Items::values).orElse(List.of());
        if (values.size() > MAX_PERIODS) {
            return add(pointer + "/periods", TypeRule.WRONG_VALUE);
        }
        for (int i = 0; i < values.size(); i++) {
            Optional<Period> period =
                    values.get(i) instanceof JsonValue.Text text ? period(text.value()) : Optional.empty();
            if (period.isEmpty()) {
                add(JsonPointers.item(pointer + "/periods", i), TypeRule.PERIOD);
            }
            period.ifPresent(periods::add);
        }
        if (written.isPresent() && values.isEmpty() && openEnded.equals(Optional.of(false))) {
            return add(pointer, TypeRule.NO_VALIDITY);
        }
        return openEnded.filter(open -> open || !periods.isEmpty()).map(open -> new ValidityRule(periods, open));
    }

    private static Optional<Period> period(String text) {
        return PERIOD.matcher(text).matches()
                ? Optional.of(Period.parse(text)).filter(period -> !period.isZero())
                : Optional.empty();
    }

    private Optional<FieldSchema> fields(JsonValue.Members definition) {
        List<TypeProblem> found = FieldSchemaCheck.problems(definition, "/fields");
        problems.addAll(found);
        // Where there are no fields at all, what the QR would carry of them is not worth a word.
        return definition.find("properties").isPresent()
                ? Optional.of(new FieldSchema(definition).withOrder())
                : Optional.empty();
    }

    private List<String> qrFields(JsonValue.Items items, FieldSchema fields) {
        if (items.values().size() > MAX_QR_FIELDS) {
            add("/qrFields", TypeRule.WRONG_VALUE);
        }
        List<String> pictures =
                fields.pictureFields().stream().map(PictureField::name).toList();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            if (items.values().get(i) instanceof JsonValue.Text name
                    && fields.names().contains(name.value())
                    && !pictures.contains(name.value())
                    && !fields.isComposite(name.value())
                    && !names.contains(name.value())) {
                names.add(name.value());
            } else {
                add(JsonPointers.item("/qrFields", i), TypeRule.QR_FIELD);
            }
        }
        return names;
    }

    private Optional<DisplayTemplate> template(JsonValue.Members definition, Optional<FieldSchema> fields) {
        try {
            DisplayTemplate template = DisplayTemplate.read(definition);
            if (fields.isPresent() && !template.fits(fields.get())) {
                return add("/template", TypeRule.TEMPLATE_FIELD);
            }
            return Optional.of(template);
        } catch (MalformedJsonException malformed) {
            return add("/template" + malformed.pointer(), TypeRule.of(malformed.reason()));
        }
    }

    private Optional<Bilingual> bilingual(JsonValue.Members members, String name, String parent) {
        return object(members, name, parent).flatMap(both -> {
            String pointer = JsonPointers.member(parent, name);
            only(both, Set.of(Language.CHINESE.tag(), Language.ENGLISH.tag()), pointer);
            Optional<String> chinese = text(both, Language.CHINESE.tag(), pointer);
            Optional<String> english = text(both, Language.ENGLISH.tag(), pointer);
            return chinese.flatMap(zh -> english.map(en -> new Bilingual(zh, en)));
        });
    }

    private <E extends Enum<E>> Optional<E> constant(
            JsonValue.Members members, String name, String parent, E[] constants) {
        return text(members, name, parent).flatMap(text -> {
            for (E constant : constants) {
                if (constant.name().equals(text)) {
                    return Optional.of(constant);
                }
            }
            return add(JsonPointers.member(parent, name), TypeRule.UNKNOWN_VALUE);
        });
    }

    private Optional<String> text(JsonValue.Members members, String name, String parent) {
        return member(
                        members,
                        name,
                        parent,
                        value -> value instanceof JsonValue.Text text ? Optional.of(text.value()) : Optional.empty())
                .flatMap(text -> text.isBlank() || text.length() > MAX_TEXT || !PlainText.isLine(text)
                        ? add(JsonPointers.member(parent, name), TypeRule.TEXT)
                        : Optional.of(text));
    }

    private Optional<Boolean> flag(JsonValue.Members members, String name, String parent) {
        return member(
                members,
                name,
                parent,
                value -> value instanceof JsonValue.Flag flag ? Optional.of(flag.value()) : Optional.empty());
    }

    private Optional<JsonValue.Members> object(JsonValue.Members members, String name, String parent) {
        return member(
                members,
                name,
                parent,
                value -> value instanceof JsonValue.Members inside ? Optional.of(inside) : Optional.empty());
    }

    private Optional<JsonValue.Items> items(JsonValue.Members members, String name, String parent) {
        return member(
                members,
                name,
                parent,
                value -> value instanceof JsonValue.Items items ? Optional.of(items) : Optional.empty());
    }

    private <T> Optional<T> member(
            JsonValue.Members members, String name, String parent, Function<JsonValue, Optional<T>> ofKind) {
        Optional<JsonValue> value = members.find(name);
        if (value.isEmpty()) {
            return add(JsonPointers.member(parent, name), TypeRule.MISSING_MEMBER);
        }
        Optional<T> read = value.flatMap(ofKind);
        return read.isPresent() ? read : add(JsonPointers.member(parent, name), TypeRule.WRONG_KIND);
    }

    private void only(JsonValue.Members members, Set<String> known, String parent) {
        for (String name : members.values().keySet()) {
            if (!known.contains(name)) {
                add(JsonPointers.member(parent, name), TypeRule.UNKNOWN_MEMBER);
            }
        }
    }

    private <T> Optional<T> add(String pointer, TypeRule rule) {
        problems.add(new TypeProblem(pointer, rule));
        return Optional.empty();
    }
}
