package org.zhengzhao.schema.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/** License types as JSON: the form in which they are defined, stored and published. */
public final class LicenseTypeJson {
    /** The longest definition that is worth reading. */
    public static final int MAX_OCTETS = 256 * 1024;

    static final String FOUR_EYES = "fourEyes";

    private LicenseTypeJson() {}

    public static JsonValue.Members write(LicenseType type) {
        Map<String, JsonValue> members = new LinkedHashMap<>(writeForFace(type).values());
        if (type.fourEyes()) {
            // Left out otherwise: definitions from before there were drafts keep their form.
            members.put(FOUR_EYES, new JsonValue.Flag(true));
        }
        members.put("template", type.template().write());
        return new JsonValue.Members(members);
    }

    /**
     * The definition without its template, and without how it comes to a license: what a license needs beside it so that its fields
     * can be understood.
     */
    public static JsonValue.Members writeForFace(LicenseType type) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("code", text(type.code().value()));
        members.put("version", new JsonValue.Whole(type.version()));
        members.put("name", bilingual(type.name()));
        members.put("codeConfirmed", new JsonValue.Flag(type.codeConfirmed()));
        members.put(
                "definingAuthority",
                object(
                        "name",
                        bilingual(type.definingAuthorityName()),
                        "level",
                        constant(type.definingAuthorityLevel())));
        members.put("holderCategory", constant(type.holderCategory()));
        members.put("issuingLevel", constant(type.issuingLevel()));
        members.put(
                "validity",
                object(
                        "periods",
                        texts(type.validity().periods().stream()
                                .map(Object::toString)
                                .toList()),
                        "openEnded",
                        new JsonValue.Flag(type.validity().openEnded())));
        members.put("sharingClass", constant(type.sharingClass()));
        members.put("fields", type.fields().definition());
        members.put("qrFields", texts(type.qrFields()));
        return new JsonValue.Members(members);
    }

    /**
     * Reads a definition.
     *
     * @param version the version that the type gets; a {@code version} in the definition is not looked at
     * @throws MalformedJsonException for the first of the problems that {@link #check} finds
     */
    public static LicenseType read(JsonValue.Members members, int version) throws MalformedJsonException {
        LicenseTypeReader reader = new LicenseTypeReader();
        Optional<LicenseType> type = reader.read(members, version);
        if (type.isEmpty()) {
            TypeProblem first = reader.problems().getFirst();
            throw new MalformedJsonException(first.rule().reason(), first.pointer());
        }
        return type.get();
    }

    /** Everything that is wrong with a definition. Where that is nothing, {@link #read} reads it. */
    public static List<TypeProblem> check(JsonValue.Members members) {
        LicenseTypeReader reader = new LicenseTypeReader();
        boolean readable = reader.read(members, 1).isPresent();
        List<TypeProblem> problems = reader.problems();
        if (readable != problems.isEmpty()) {
            throw new IllegalStateException("a type is read exactly where there are no problems");
        }
        return problems;
    }

    private static JsonValue bilingual(Bilingual both) {
        return object(
                Language.CHINESE.tag(), text(both.chinese()),
                Language.ENGLISH.tag(), text(both.english()));
    }

    private static JsonValue texts(List<String> values) {
        return new JsonValue.Items(
                values.stream().<JsonValue>map(LicenseTypeJson::text).toList());
    }

    private static JsonValue constant(Enum<?> constant) {
        return text(constant.name());
    }

    private static JsonValue text(String value) {
        return new JsonValue.Text(value);
    }

    /** An object of two members, in that order. */
    private static JsonValue.Members object(String name, JsonValue value, String otherName, JsonValue otherValue) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(name, value);
        members.put(otherName, otherValue);
        return new JsonValue.Members(members);
    }
}
