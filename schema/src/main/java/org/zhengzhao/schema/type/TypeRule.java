package org.zhengzhao.schema.type;

import org.zhengzhao.schema.json.MalformedJsonException.Reason;
import org.zhengzhao.schema.text.Bilingual;

/** What a type definition can break. The names are stable: they appear in error documents. */
public enum TypeRule {
    MISSING_MEMBER(Reason.MISSING_MEMBER, "缺少此项", "this member is missing"),
    UNKNOWN_MEMBER(Reason.UNKNOWN_MEMBER, "没有这样的成员", "there is no such member"),
    WRONG_KIND(Reason.WRONG_VALUE, "值的类型不对", "the value is of the wrong kind"),
    WRONG_VALUE(Reason.WRONG_VALUE, "值不在允许的范围内", "the value is not allowed here"),
    TEXT(
            Reason.WRONG_VALUE,
            "应为 1 至 256 个字符的单行文字，不含控制字符",
            "must be one line of 1 to 256 characters without control characters"),
    TYPE_CODE(
            Reason.WRONG_VALUE,
            "证照类型代码应为定义机构的统一社会信用代码加三位数字，且校验正确",
            "a type code is the defining authority's unified social credit code, with its check character, and three digits"),
    UNKNOWN_VALUE(Reason.WRONG_VALUE, "不是字典中的值", "not a value of the dictionary"),
    PERIOD(
            Reason.WRONG_VALUE,
            "期限应写作 P5Y、P6M、P30D 等形式且大于零",
            "a period is written like P5Y, P6M or P30D and longer than nothing"),
    NO_VALIDITY(Reason.WRONG_VALUE, "至少要有一个有效期限，或允许长期有效", "there must be a period, or an open end must be allowed"),
    NOT_AN_OBJECT_SCHEMA(Reason.WRONG_VALUE, "字段定义的 type 应为 object", "the fields must be of type object"),
    NOT_CLOSED(
            Reason.WRONG_VALUE, "对象应写明 additionalProperties: false", "an object must say additionalProperties: false"),
    PROPERTY_NAME(
            Reason.WRONG_VALUE,
            "字段名应以英文字母开头，由至多 64 个字母和数字组成",
            "a field name is a letter followed by at most 63 letters and digits"),
    TITLES(
            Reason.WRONG_VALUE,
            "字段应有 x-titles，含中文 (zh-CN) 与英文 (en) 名称",
            "a field needs x-titles in Chinese (zh-CN) and English (en)"),
    TOO_MANY_PROPERTIES(Reason.TOO_LARGE, "一种证照至多 100 个字段", "a type has at most 100 fields, nested ones included"),
    TOO_DEEP(Reason.TOO_DEEP, "字段嵌套至多 4 层", "fields are nested at most 4 deep"),
    KEYWORD(Reason.UNKNOWN_MEMBER, "此处不允许这个关键字", "this keyword is not allowed here"),
    FIELD_NAMES(Reason.WRONG_VALUE, "此处应为不重复的已有字段名", "this lists names of existing fields, each at most once"),
    PATTERN(
            Reason.WRONG_VALUE,
            "正则表达式至多 200 个字符，只能用可线性时间匹配的语法（不含环视与反向引用）",
            "a pattern has at most 200 characters and only what matches in linear time: no look-around, no back-references"),
    FORMAT(
            Reason.WRONG_VALUE,
            "format 只能是 date、uscc、citizen-number、area-code",
            "format is one of date, uscc, citizen-number, area-code"),
    BOUNDS(Reason.WRONG_VALUE, "下限大于上限", "the lower bound is above the upper bound"),
    PICTURE(
            Reason.WRONG_VALUE,
            "图片字段应位于最外层，contentEncoding 为 base64，contentMediaType 为 image/jpeg 或 image/png",
            "a picture is a top-level field with contentEncoding base64 and contentMediaType image/jpeg or image/png"),
    QR_FIELD(
            Reason.WRONG_VALUE,
            "qrFields 中应为不重复的已有最外层字段，且不是图片、列表或对象",
            "qrFields names each existing top-level field at most once and no picture, list or object"),
    TEMPLATE_FIELD(
            Reason.WRONG_VALUE,
            "模板中只能使用已有的最外层字段，图片框对应图片字段",
            "a template shows existing top-level fields only, picture fields in picture boxes and no others there");

    private final Reason reason;
    private final Bilingual message;

    TypeRule(Reason reason, String chinese, String english) {
        this.reason = reason;
        this.message = new Bilingual(chinese, english);
    }

    /** The rule that is nearest to a reason for which JSON was refused. */
    static TypeRule of(Reason reason) {
        return switch (reason) {
            case MISSING_MEMBER -> MISSING_MEMBER;
            case UNKNOWN_MEMBER -> UNKNOWN_MEMBER;
            case SYNTAX, DUPLICATE_MEMBER, NULL_VALUE, FRACTION, TOO_LARGE, TOO_DEEP, NOT_AN_OBJECT, WRONG_VALUE ->
                WRONG_VALUE;
        };
    }

    /** The nearest of the reasons for which JSON is refused. */
    Reason reason() {
        return reason;
    }

    public Bilingual message() {
        return message;
    }
}
