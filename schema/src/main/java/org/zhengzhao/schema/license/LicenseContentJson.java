package org.zhengzhao.schema.license;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.text.Bilingual;

/** The machine-readable license: a license content as JSON, the form in which it is stored, embedded and digested. */
public final class LicenseContentJson {
    /** The longest machine-readable license that is read. */
    public static final int MAX_OCTETS = 256 * 1024;

    private static final Set<String> MEMBERS = Set.of(
            "identifier",
            "typeCode",
            "typeVersion",
            "typeName",
            "number",
            "issuingAuthority",
            "holders",
            "issuedOn",
            "validFrom",
            "validUntil",
            "areaCode",
            "fields",
            "predecessor");

    private LicenseContentJson() {}

    public static Bytes canonical(LicenseContent content) {
        return CanonicalJson.bytes(write(content));
    }

    public static JsonValue.Members write(LicenseContent content) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("identifier", text(content.identifier().value()));
        members.put("typeCode", text(content.identifier().type().value()));
        members.put("typeVersion", new JsonValue.Whole(content.typeVersion()));
        members.put(
                "typeName",
                object(
                        "zh-CN",
                        content.typeName().chinese(),
                        "en",
                        content.typeName().english()));
        members.put("number", text(content.number()));
        members.put(
                "issuingAuthority",
                object(
                        "code",
                        content.issuingAuthority().code().value(),
                        "name",
                        content.issuingAuthority().name()));
        members.put(
                "holders",
                new JsonValue.Items(content.holders().stream()
                        .map(LicenseContentJson::write)
                        .toList()));
        members.put("issuedOn", text(content.issuedOn().toString()));
        members.put("validFrom", text(content.validity().firstDay().toString()));
        content.validity().lastDay().ifPresent(last -> members.put("validUntil", text(last.toString())));
        members.put("areaCode", text(content.areaCode()));
        members.put("fields", content.fields());
        content.predecessor().ifPresent(before -> members.put("predecessor", text(before.value())));
        return new JsonValue.Members(members);
    }

    /**
     * Reads a machine-readable license. Unknown members are refused, and codes are taken in their normal form only: one
     * content has one text.
     */
    public static LicenseContent read(Bytes json) throws MalformedJsonException {
        JsonValue.Members members = StrictJson.readObject(json.toArray(), MAX_OCTETS);
        requireOnly(members, MEMBERS, "");
        LicenseIdentifier identifier =
                code(members, "identifier", "", LicenseIdentifier::parse, LicenseIdentifier::value);
        require(requireText(members, "typeCode", "").equals(identifier.type().value()), "/typeCode");
        Authority authority = authority(requireMembers(members, "issuingAuthority", ""));
        require(authority.code().equals(identifier.authority()), "/issuingAuthority/code");
        Optional<LicenseIdentifier> predecessor = members.find("predecessor").isEmpty()
                ? Optional.empty()
                : Optional.of(code(members, "predecessor", "", LicenseIdentifier::parse, LicenseIdentifier::value));
        require(predecessor.isEmpty() || predecessor.equals(identifier.previous()), "/predecessor");
        String areaCode = requireText(members, "areaCode", "");
        require(areaCode.matches("[0-9]{6}"), "/areaCode");
        try {
            return new LicenseContent(
                    identifier,
                    typeVersion(members),
                    typeName(requireMembers(members, "typeName", "")),
                    requireText(members, "number", ""),
                    authority,
                    holders(members),
                    date(members, "issuedOn"),
                    validity(members),
                    areaCode,
                    requireMembers(members, "fields", ""),
                    predecessor);
        } catch (IllegalArgumentException brokenRule) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, "");
        }
    }

    private static JsonValue write(Holder holder) {
        return object(
                "name",
                holder.name(),
                "codeType",
                holder.code().type().code(),
                "code",
                holder.code().value());
    }

    private static Bilingual typeName(JsonValue.Members name) throws MalformedJsonException {
        requireOnly(name, Set.of("zh-CN", "en"), "/typeName");
        return new Bilingual(requireText(name, "zh-CN", "/typeName"), requireText(name, "en", "/typeName"));
    }

    private static Authority authority(JsonValue.Members authority) throws MalformedJsonException {
        String pointer = "/issuingAuthority";
        requireOnly(authority, Set.of("code", "name"), pointer);
        return new Authority(
                code(authority, "code", pointer, Uscc::parse, Uscc::value), requireText(authority, "name", pointer));
    }

    private static List<Holder> holders(JsonValue.Members members) throws MalformedJsonException {
        if (!(require(members, "holders", "") instanceof JsonValue.Items items)
                || items.values().isEmpty()
                || items.values().size() > LicenseContent.MAX_HOLDERS) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, "/holders");
        }
        List<Holder> holders = new ArrayList<>();
        for (JsonValue item : items.values()) {
            String pointer = JsonPointers.item("/holders", holders.size());
            if (!(item instanceof JsonValue.Members holder)) {
                throw new MalformedJsonException(Reason.WRONG_VALUE, pointer);
            }
            requireOnly(holder, Set.of("name", "codeType", "code"), pointer);
            String name = requireText(holder, "name", pointer);
            HolderCodeType type = code(holder, "codeType", pointer, HolderCodeType::parse, HolderCodeType::code);
            holders.add(new Holder(
                    name, code(holder, "code", pointer, text -> HolderCode.parse(type, text), HolderCode::value)));
        }
        return holders;
    }

    private static int typeVersion(JsonValue.Members members) throws MalformedJsonException {
        if (require(members, "typeVersion", "") instanceof JsonValue.Whole version
                && version.value() >= 1
                && version.value() <= Integer.MAX_VALUE) {
            return (int) version.value();
        }
        throw new MalformedJsonException(Reason.WRONG_VALUE, "/typeVersion");
    }

    private static ValidityPeriod validity(JsonValue.Members members) throws MalformedJsonException {
        LocalDate firstDay = date(members, "validFrom");
        if (members.find("validUntil").isEmpty()) {
            return new ValidityPeriod(firstDay, Optional.empty());
        }
        LocalDate lastDay = date(members, "validUntil");
        require(!lastDay.isBefore(firstDay), "/validUntil");
        return new ValidityPeriod(firstDay, Optional.of(lastDay));
    }

    private static LocalDate date(JsonValue.Members members, String name) throws MalformedJsonException {
        String text = requireText(members, name, "");
        return CalendarDate.find(text)
                .orElseThrow(() -> new MalformedJsonException(Reason.WRONG_VALUE, JsonPointers.member("", name)));
    }

    private interface CodeParser<T> {
        T parse(String text) throws MalformedCodeException;
    }

    private static <T> T code(
            JsonValue.Members members, String name, String parent, CodeParser<T> parser, Function<T, String> normalForm)
            throws MalformedJsonException {
        String text = requireText(members, name, parent);
        try {
            T code = parser.parse(text);
            require(normalForm.apply(code).equals(text), JsonPointers.member(parent, name));
            return code;
        } catch (MalformedCodeException malformed) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, JsonPointers.member(parent, name));
        }
    }

    private static void requireOnly(JsonValue.Members members, Set<String> known, String parent)
            throws MalformedJsonException {
        for (String name : members.values().keySet()) {
            if (!known.contains(name)) {
                throw new MalformedJsonException(Reason.UNKNOWN_MEMBER, JsonPointers.member(parent, name));
            }
        }
    }

    private static JsonValue require(JsonValue.Members members, String name, String parent)
            throws MalformedJsonException {
        Optional<JsonValue> value = members.find(name);
        if (value.isEmpty()) {
            throw new MalformedJsonException(Reason.MISSING_MEMBER, JsonPointers.member(parent, name));
        }
        return value.get();
    }

    /** The text of a member; none that a license has is blank. */
    private static String requireText(JsonValue.Members members, String name, String parent)
            throws MalformedJsonException {
        if (require(members, name, parent) instanceof JsonValue.Text text
                && !text.value().isBlank()) {
            return text.value();
        }
        throw new MalformedJsonException(Reason.WRONG_VALUE, JsonPointers.member(parent, name));
    }

    private static JsonValue.Members requireMembers(JsonValue.Members members, String name, String parent)
            throws MalformedJsonException {
        if (require(members, name, parent) instanceof JsonValue.Members inner) {
            return inner;
        }
        throw new MalformedJsonException(Reason.WRONG_VALUE, JsonPointers.member(parent, name));
    }

    private static void require(boolean kept, String pointer) throws MalformedJsonException {
        if (!kept) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, pointer);
        }
    }

    private static JsonValue.Text text(String value) {
        return new JsonValue.Text(value);
    }

    private static JsonValue.Members object(String... namesAndTexts) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            members.put(namesAndTexts[i], text(namesAndTexts[i + 1]));
        }
        return new JsonValue.Members(members);
    }
}
