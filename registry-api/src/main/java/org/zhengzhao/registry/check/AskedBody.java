package org.zhengzhao.registry.check;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;

/** Reads what questions in a body have in common. */
final class AskedBody {
    static final int MAX_PURPOSE = 200;
    static final int MAX_CODE = 64;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    private AskedBody() {}

    /**
     * Like every read, one without all of its elements is refused before anything is looked at. A system names the officer too.
     *
     * @throws RegistryException naming the members that are missing
     */
    static void requireElements(BodyReader reader, Caller caller, List<String> names) {
        List<ProblemError> missing = new ArrayList<>();
        List<String> all = new ArrayList<>(names);
        if (caller.person().isEmpty()) {
            all.add("officer");
        }
        for (String name : all) {
            JsonValue given = reader.find(name).orElse(null);
            if (given == null
                    || given instanceof JsonValue.Text text && text.value().isBlank()) {
                missing.add(new ProblemError("/" + name, "REQUIRED", new Bilingual("请填写。", "Give a value.")));
            }
        }
        if (!missing.isEmpty()) {
            throw new RegistryException(
                    ProblemType.MISSING_PARAMETER,
                    new Bilingual(
                            "每次查询都必须说明用途、事项、办件编号和经办人；没有进行查询。",
                            "Every read names purpose, matter, caseNumber and officer. Nothing was looked up."),
                    missing);
        }
    }

    /** The holder in the member {@code holder}. */
    static Optional<HolderCode> holder(BodyReader reader) {
        Optional<BodyReader> object = reader.object("holder", "codeType", "code");
        if (object.isEmpty()) {
            reader.error("holder", "REQUIRED", "请填写持证主体。", "Give the holder.");
            return Optional.empty();
        }
        BodyReader holder = object.get();
        HolderCodeType type;
        try {
            type = HolderCodeType.parse(text(holder, "codeType"));
        } catch (MalformedCodeException unknown) {
            holder.error("codeType", unknown.reason().name(), "不是有效的持证主体代码类型。", "Not a type of holder codes.");
            return Optional.empty();
        }
        try {
            return Optional.of(HolderCode.parse(type, text(holder, "code")));
        } catch (MalformedCodeException malformed) {
            holder.error("code", malformed.reason().name(), "不是有效的持证主体代码。", "Not a valid holder code.");
            return Optional.empty();
        }
    }

    /** The moment in the member {@code on}: the beginning of that day in China, or now. */
    static Moment moment(BodyReader reader, Clock clock) {
        Instant now = clock.instant();
        Optional<LocalDate> on = reader.day("on");
        if (on.filter(day -> day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)
                .isPresent()) {
            reader.error("on", "WRONG_VALUE", "应为 1900 至 2999 年的日期。", "Should be a day of the years 1900 to 2999.");
            return Moment.of(now);
        }
        return new Moment(
                now, on.map(day -> day.atStartOfDay(ValidityPeriod.ZONE).toInstant()), Optional.empty());
    }

    private static String text(BodyReader reader, String name) {
        return reader.find(name).orElse(null) instanceof JsonValue.Text text ? text.value() : "";
    }
}
