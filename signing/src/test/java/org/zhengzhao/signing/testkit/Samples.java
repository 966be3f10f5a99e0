package org.zhengzhao.signing.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.AuthorityLevel;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.FieldSchema;
import org.zhengzhao.schema.type.HolderCategory;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.SharingClass;
import org.zhengzhao.schema.type.ValidityRule;

/** One fictional license and its type. */
public final class Samples {
    /** When the test certificates are made. */
    public static final Instant CEREMONY = Instant.parse("2026-01-01T00:00:00Z");
    /** When the sample license is signed. */
    public static final Instant ISSUED = Instant.parse("2026-03-02T02:00:00Z");
    /** An instant at which everything is valid. */
    public static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    public static final Authority AUTHORITY = new Authority(new Uscc("11110000MBFAKE039R"), "虚构市市场监督管理局");
    public static final Authority OTHER_AUTHORITY = new Authority(new Uscc("12310000MBFAKE047Y"), "虚构市档案馆");

    private static final String FIELDS = """
            {"type":"object","additionalProperties":false,"properties":{
              "operatorName":{"type":"string","x-titles":{"zh-CN":"经营者名称","en":"Operator"}},
              "premises":{"type":"string","x-titles":{"zh-CN":"经营场所","en":"Premises"}},
              "seats":{"type":"integer","x-titles":{"zh-CN":"座位数","en":"Seats"}},
              "online":{"type":"boolean","x-titles":{"zh-CN":"网络经营","en":"Online"}},
              "items":{"type":"string","x-titles":{"zh-CN":"经营项目","en":"Items"}}}}
            """;

    private Samples() {}

    public static LicenseType type() {
        return new LicenseType(
                identifier().type(),
                1,
                new Bilingual("食品经营许可证", "Food business permit"),
                false,
                new Bilingual("国家市场监督管理总局", "State Administration for Market Regulation"),
                AuthorityLevel.NATIONAL,
                HolderCategory.MIXED,
                AuthorityLevel.COUNTY,
                new ValidityRule(List.of(Period.ofYears(5)), false),
                SharingClass.CONDITIONAL,
                false,
                new FieldSchema(object(FIELDS)),
                List.of("operatorName", "premises", "seats", "online"),
                DisplayTemplate.GENERIC);
    }

    public static LicenseContent content() {
        return content(
                new ValidityPeriod(LocalDate.parse("2026-03-02"), Optional.of(LocalDate.parse("2031-03-01"))),
                new Holder("虚构餐饮有限公司", holderCode(HolderCodeType.UNIFIED_SOCIAL_CREDIT_CODE, "91110000MAFAKE019D")));
    }

    public static LicenseContent content(ValidityPeriod validity, Holder holder) {
        return new LicenseContent(
                identifier(),
                1,
                type().name(),
                "JY21101010000001",
                AUTHORITY,
                List.of(holder),
                LocalDate.parse("2026-03-02"),
                validity,
                "110101",
                object(
                        "{\"operatorName\":\"虚构餐饮有限公司\",\"premises\":\"虚构市示范路1号\",\"seats\":40,\"online\":true,\"items\":\"热食类食品制售\"}"));
    }

    public static Holder person() {
        return new Holder("张三", holderCode(HolderCodeType.CITIZEN_NUMBER, "110101190001010014"));
    }

    public static LicenseIdentifier identifier() {
        try {
            return LicenseIdentifier.parse(
                    "1.2.156.3005.2.11100000MB0341032Y001.11110000MBFAKE039R.91110000MAFAKE01.001.4");
        } catch (MalformedCodeException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static HolderCode holderCode(HolderCodeType type, String code) {
        try {
            return HolderCode.parse(type, code);
        } catch (MalformedCodeException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static JsonValue.Members object(String json) {
        try {
            return StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8), 10_000);
        } catch (MalformedJsonException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
