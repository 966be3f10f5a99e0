package org.zhengzhao.schema.license;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            "fields");

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
        return new JsonValue.Members(members);
    }

    /** Reads a machine-readable license; codes are checked, unknown members refused. */
    public static LicenseContent read(Bytes json) throws MalformedJsonException {
        JsonValue.Members members = StrictJson.readObject(json.toArray(), MAX_OCTETS);
        for (String name : members.values().keySet()) {
            if (!MEMBERS.contains(name)) {
                throw new MalformedJsonException(Reason.UNKNOWN_MEMBER, JsonPointers.member("", name));
            }
        }
        JsonValue.Members typeName = requireMembers(members, "typeName", "");
        JsonValue.Members authority = requireMembers(members, "issuingAuthority", "");
        LicenseIdentifier identifier = identifier(requireText(members, "identifier", ""));
        if (!requireText(members, "typeCode", "").equals(identifier.type().value())) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, "/typeCode");
        }
        try {
            return new LicenseContent(
                    identifier,
                    typeVersion(members),
                    new Bilingual(
                            requireText(typeName, "zh-CN", "/typeName"), requireText(typeName, "en", "/typeName")),
                    requireText(members, "number", ""),
                    new Authority(
                            uscc(requireText(authority, "code", "/issuingAuthority")),
                            requireText(authority, "name", "/issuingAuthority")),
                    holders(members),
                    date(members, "issuedOn"),
                    new ValidityPeriod(date(members, "validFrom"), lastDay(members)),
                    requireText(members, "areaCode", ""),
                    requireMembers(members, "fields", ""));
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

    private static List<Holder> holders(JsonValue.Members members) throws MalformedJsonException {
        if (!(members.find("holders").orElse(null) instanceof JsonValue.Items items)
                || items.values().size() > LicenseContent.MAX_HOLDERS) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, "/holders");
        }
        List<Holder> holders = new ArrayList<>();
        for (JsonValue item : items.values()) {
            String pointer = JsonPointers.item("/holders", holders.size());
            if (!(item instanceof JsonValue.Members holder)) {
                throw new MalformedJsonException(Reason.WRONG_VALUE, pointer);
            }
            try {
                HolderCodeType type = HolderCodeType.parse(requireText(holder, "codeType", pointer));
                holders.add(new Holder(
                        requireText(holder, "name", pointer),
                        HolderCode.parse(type, requireText(holder, "code", pointer))));
            } catch (MalformedCodeException code) {
                throw new MalformedJsonException(Reason.WRONG_VALUE, pointer);
            }
        }
        return holders;
    }

    private static int typeVersion(JsonValue.Members members) throws MalformedJsonException {
        if (members.find("typeVersion").orElse(null) instanceof JsonValue.Whole version
                && version.value() >= 1
                && version.value() <= Integer.MAX_VALUE) {
            return (int) version.value();
        }
        throw new MalformedJsonException(Reason.WRONG_VALUE, "/typeVersion");
    }

    private static Optional<LocalDate> lastDay(JsonValue.Members members) throws MalformedJsonException {
        return members.find("validUntil").isEmpty() ? Optional.empty() : Optional.of(date(members, "validUntil"));
    }

    private static LocalDate date(JsonValue.Members members, String name) throws MalformedJsonException {
        try {
            return LocalDate.parse(requireText(members, name, ""));
        } catch (DateTimeException notADate) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, JsonPointers.member("", name));
        }
    }

    private static LicenseIdentifier identifier(String text) throws MalformedJsonException {
        try {
            return LicenseIdentifier.parse(text);
        } catch (MalformedCodeException malformed) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, "/identifier");
        }
    }

    private static Uscc uscc(String text) throws MalformedJsonException {
        try {
            return Uscc.parse(text);
        } catch (MalformedCodeException malformed) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, "/issuingAuthority/code");
        }
    }

    private static String requireText(JsonValue.Members members, String name, String parent)
            throws MalformedJsonException {
        return members.findText(name)
                .orElseThrow(() -> new MalformedJsonException(
                        members.find(name).isEmpty() ? Reason.MISSING_MEMBER : Reason.WRONG_VALUE,
                        JsonPointers.member(parent, name)));
    }

    private static JsonValue.Members requireMembers(JsonValue.Members members, String name, String parent)
            throws MalformedJsonException {
        if (members.find(name).orElse(null) instanceof JsonValue.Members inner) {
            return inner;
        }
        throw new MalformedJsonException(Reason.WRONG_VALUE, JsonPointers.member(parent, name));
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
