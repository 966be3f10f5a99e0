package org.zhengzhao.registry.facts;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.JsonValue;

/** Reads facts from JSON. They have the names and the form that they have in a license as the API shows it. */
public final class FactsReader {
    private static final int MAX_LINE = 200;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;
    private static final List<String> PARTS = List.of("issuedOn", "validFrom", "validUntil", "areaCode");
    private static final String[] MEMBERS = {
        "type", "holder", "number", "issuedOn", "validFrom", "validUntil", "areaCode", "fields", "on"
    };

    private FactsReader() {}

    /** The members that facts may have. */
    public static String[] members() {
        return MEMBERS.clone();
    }

    /**
     * Reads facts.
     *
     * @param body a reader for {@link #members()}
     * @throws org.zhengzhao.registry.platform.problem.RegistryException naming all that is wrong; nothing has been looked up then
     */
    public static FactsOrder read(BodyReader body) {
        Optional<LicenseTypeCode> type = body.licenseType("type");
        Optional<BodyReader> holder = body.object("holder", "codeType", "code", "name");
        if (holder.isEmpty() && body.find("holder").isPresent()) {
            body.error("holder", "TYPE", "应为对象。", "Should be an object.");
        }
        Optional<HolderCode> code = holder.flatMap(given -> holderCode(given, false));
        Optional<String> name = holder.flatMap(given -> line(given, "name"));
        Optional<String> number = line(body, "number");
        Map<String, JsonValue> values = values(body);
        Optional<LocalDate> on = day(body);
        if (code.isEmpty() && number.isEmpty()) {
            body.error(
                    "holder",
                    "REQUIRED",
                    "请给出持证主体代码（codeType 和 code），或证照编号（number）。",
                    "Give the holder's code (codeType and code), or the number of the license (number).");
        }
        body.refuse();
        return new FactsOrder(type.orElseThrow(), code, name, number, values, on);
    }

    /** The code of a holder, with its type. What cannot be read is an error of the reader. */
    public static Optional<HolderCode> holderCode(BodyReader holder, boolean required) {
        if (!required
                && holder.find("codeType").isEmpty()
                && holder.find("code").isEmpty()) {
            return Optional.empty();
        }
        HolderCodeType type;
        try {
            type = HolderCodeType.parse(holder.line("codeType", 3));
        } catch (MalformedCodeException unknown) {
            holder.error(
                    "codeType", unknown.reason().name(), "应为三位的代码类型。", "Should be the three digits of a code type.");
            return Optional.empty();
        }
        try {
            return Optional.of(HolderCode.parse(type, holder.line("code", MAX_LINE)));
        } catch (MalformedCodeException malformed) {
            holder.error("code", malformed.reason().name(), "不是此类型的代码。", "Not a code of that type.");
            return Optional.empty();
        }
    }

    /** The day whose status is asked for; empty where it is left out. */
    public static Optional<LocalDate> day(BodyReader body) {
        Optional<LocalDate> day = body.day("on");
        if (day.filter(given -> given.getYear() < FIRST_YEAR || given.getYear() > LAST_YEAR)
                .isPresent()) {
            body.error("on", "WRONG_VALUE", "应为 1900 至 2999 年的日期。", "Should be a day of the years 1900 to 2999.");
        }
        return day;
    }

    private static Optional<String> line(BodyReader body, String name) {
        return body.find(name).isEmpty() ? Optional.empty() : Optional.of(body.line(name, MAX_LINE));
    }

    private static Map<String, JsonValue> values(BodyReader body) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        PARTS.forEach(part -> body.find(part).ifPresent(value -> values.put("/" + part, value)));
        body.find("fields").ifPresent(fields -> {
            if (fields instanceof JsonValue.Members members) {
                members.values().forEach((name, value) -> values.put(GivenFacts.FIELDS + name, value));
            } else {
                body.error("fields", "TYPE", "应为对象。", "Should be an object.");
            }
        });
        return values;
    }
}
