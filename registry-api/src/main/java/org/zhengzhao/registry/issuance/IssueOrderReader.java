package org.zhengzhao.registry.issuance;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.catalogue.CataloguedType;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;

/**
 * Checks an order against the rules of its type and collects every error before it refuses. One reader reads one order.
 */
final class IssueOrderReader {
    static final String TYPE_CODE = "typeCode";

    private static final Set<String> MEMBERS =
            Set.of(TYPE_CODE, "number", "holders", "issuedOn", "validFrom", "validUntil", "areaCode", "fields");
    private static final Set<String> HOLDER_MEMBERS = Set.of("name", "codeType", "code");
    private static final int MAX_NUMBER = 128;
    private static final int MAX_NAME = 256;

    private final CataloguedType type;
    private final RegisteredAuthority authority;
    private final LocalDate today;
    private final List<ProblemError> errors = new ArrayList<>();

    IssueOrderReader(CataloguedType type, RegisteredAuthority authority, LocalDate today) {
        this.type = type;
        this.authority = authority;
        this.today = today;
    }

    /**
     * Reads the order.
     *
     * @throws RegistryException {@link ProblemType#VALIDATION_FAILED} with every error
     */
    IssueOrder read(JsonValue.Members order) {
        unknownMembers(order, MEMBERS, "");
        String number = number(order);
        List<Holder> holders = holders(order);
        LocalDate issuedOn = date(order, "issuedOn").orElse(today);
        Optional<ValidityPeriod> validity = validity(order, issuedOn);
        String areaCode = areaCode(order);
        JsonValue.Members given = fields(order);
        errors.addAll(type.validate(given, "/fields"));
        Pictures pictures = Pictures.take(given, type.definition().fields(), errors);
        if (!errors.isEmpty() || validity.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual(
                            "请按 errors 逐项更正后重新提交；没有写入任何内容。",
                            "Correct each of errors and send it again. Nothing was written."),
                    errors);
        }
        return new IssueOrder(
                type.definition(),
                type.validator(),
                number,
                holders,
                issuedOn,
                validity.get(),
                areaCode,
                pictures.fields(),
                pictures.octets());
    }

    private String number(JsonValue.Members order) {
        String number = order.findText("number").orElse("");
        if (number.isBlank()) {
            error("/number", "REQUIRED", "请填写证照编号。", "Give the license number.");
        } else if (number.length() > MAX_NUMBER || !Printable.isPrintable(number)) {
            error("/number", "WRONG_VALUE", "证照编号最多 128 个可打印字符。", "At most 128 printable characters.");
        }
        return number;
    }

    private List<Holder> holders(JsonValue.Members order) {
        if (!(order.find("holders").orElse(null) instanceof JsonValue.Items items)
                || items.values().isEmpty()) {
            error("/holders", "REQUIRED", "请至少填写一个持证主体。", "Give at least one holder.");
            return List.of();
        }
        if (items.values().size() > LicenseContent.MAX_HOLDERS) {
            error("/holders", "TOO_MANY", "持证主体最多 100 个。", "At most 100 holders.");
            return List.of();
        }
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            holder(items.values().get(i), JsonPointers.item("/holders", i)).ifPresent(holders::add);
        }
        return holders;
    }

    private Optional<Holder> holder(JsonValue value, String pointer) {
        if (!(value instanceof JsonValue.Members holder)) {
            error(pointer, "TYPE", "应为对象：name、codeType、code。", "Should be an object: name, codeType, code.");
            return Optional.empty();
        }
        unknownMembers(holder, HOLDER_MEMBERS, pointer);
        String name = holder.findText("name").orElse("");
        if (name.isBlank() || name.length() > MAX_NAME || !Printable.isPrintable(name)) {
            error(
                    pointer + "/name",
                    "WRONG_VALUE",
                    "请填写持证主体名称，最多 256 字。",
                    "Give the holder's name, at most 256 characters.");
        }
        Optional<HolderCodeType> codeType = codeType(holder, pointer);
        Optional<HolderCode> code = codeType.flatMap(known -> code(holder, known, pointer));
        return name.isBlank() ? Optional.empty() : code.map(known -> new Holder(name, known));
    }

    private Optional<HolderCodeType> codeType(JsonValue.Members holder, String pointer) {
        try {
            HolderCodeType found =
                    HolderCodeType.parse(holder.findText("codeType").orElse(""));
            if (!type.definition().holderCategory().admits(found)) {
                error(
                        pointer + "/codeType",
                        "HOLDER_CATEGORY",
                        "此类证照的持证主体应为"
                                + type.definition().holderCategory().title().chinese() + "。",
                        "Holders of this type are: "
                                + type.definition().holderCategory().title().english() + ".");
                return Optional.empty();
            }
            return Optional.of(found);
        } catch (MalformedCodeException unknown) {
            error(pointer + "/codeType", unknown.reason().name(), "持证主体代码类型代码不符合规范。", "Not a holder code type.");
            return Optional.empty();
        }
    }

    private Optional<HolderCode> code(JsonValue.Members holder, HolderCodeType codeType, String pointer) {
        try {
            return Optional.of(
                    HolderCode.parse(codeType, holder.findText("code").orElse("")));
        } catch (MalformedCodeException malformed) {
            error(
                    pointer + "/code",
                    malformed.reason().name(),
                    "不是有效的" + codeType.title().chinese() + "。",
                    "Not a valid " + codeType.title().english().toLowerCase(Locale.ROOT) + ".");
            return Optional.empty();
        }
    }

    private Optional<ValidityPeriod> validity(JsonValue.Members order, LocalDate issuedOn) {
        LocalDate first = date(order, "validFrom").orElse(issuedOn);
        Optional<LocalDate> last = order.find("validUntil").isPresent()
                ? date(order, "validUntil")
                : type.definition().validity().defaultLastDay(first);
        if (last.isPresent() && last.get().isBefore(first)) {
            error("/validUntil", "WRONG_VALUE", "有效期截止日期早于起始日期。", "The last day is before the first.");
            return Optional.empty();
        }
        ValidityPeriod validity = new ValidityPeriod(first, last);
        if (!type.definition().validity().admits(validity)) {
            error("/validUntil", "VALIDITY_RULE", "有效期超出该类证照的规定。", "Longer than licenses of this type may be valid.");
        }
        return Optional.of(validity);
    }

    private Optional<LocalDate> date(JsonValue.Members order, String name) {
        @Nullable JsonValue value = order.find(name).orElse(null);
        if (value == null) {
            return Optional.empty();
        }
        try {
            if (value instanceof JsonValue.Text text) {
                LocalDate date = LocalDate.parse(text.value());
                if (date.getYear() >= 1900 && date.getYear() <= 2999) {
                    return Optional.of(date);
                }
            }
        } catch (DateTimeException notADate) {
            // falls through to the error below
        }
        error(JsonPointers.member("", name), "FORMAT", "应为日期，例如 2026-11-01。", "Should be a date such as 2026-11-01.");
        return Optional.empty();
    }

    private String areaCode(JsonValue.Members order) {
        if (order.find("areaCode").isEmpty()) {
            return authority.areaCode();
        }
        String code = order.findText("areaCode").orElse("");
        if (!code.matches("[0-9]{6}")) {
            error("/areaCode", "FORMAT", "应为六位行政区划代码。", "Should be an area code of six digits.");
        }
        return code;
    }

    private JsonValue.Members fields(JsonValue.Members order) {
        if (order.find("fields").orElse(null) instanceof JsonValue.Members fields) {
            return fields;
        }
        if (order.find("fields").isPresent()) {
            error("/fields", "TYPE", "应为对象。", "Should be an object.");
        }
        return new JsonValue.Members(Map.of());
    }

    private void unknownMembers(JsonValue.Members object, Set<String> known, String pointer) {
        for (String name : object.values().keySet()) {
            if (!known.contains(name)) {
                error(JsonPointers.member(pointer, name), "UNKNOWN_MEMBER", "没有此成员。", "There is no such member.");
            }
        }
    }

    private void error(String pointer, String code, String chinese, String english) {
        errors.add(new ProblemError(pointer, code, new Bilingual(chinese, english)));
    }
}
