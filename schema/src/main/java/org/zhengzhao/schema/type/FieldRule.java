package org.zhengzhao.schema.type;

import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What the fields of a license can break. The names are stable: they appear in error documents. In the messages {@code {0}}
 * is the title of the field and {@code {1}} what the type asks for; the given value is never repeated.
 */
public enum FieldRule {
    REQUIRED("required", "缺少必填项“{0}”", "“{0}” is required"),
    UNKNOWN_MEMBER("additionalProperties", "此类证照没有这个字段", "licenses of this type have no such field"),
    TYPE("type", "“{0}”应为{1}", "“{0}” must be {1}"),
    MIN_LENGTH("minLength", "“{0}”至少应有 {1} 个字符", "“{0}” needs {1} or more characters"),
    MAX_LENGTH("maxLength", "“{0}”最多 {1} 个字符", "“{0}” must have at most {1} characters"),
    PATTERN("pattern", "“{0}”的格式不符合规定", "“{0}” does not have the required form"),
    FORMAT("format", "“{0}”不是有效的{1}", "“{0}” is not a valid {1}"),
    ENUM("enum", "“{0}”只能取：{1}", "“{0}” must be one of: {1}"),
    MINIMUM("minimum", "“{0}”不得小于 {1}", "“{0}” must not be less than {1}"),
    MAXIMUM("maximum", "“{0}”不得大于 {1}", "“{0}” must not be more than {1}"),
    EXCLUSIVE_MINIMUM("exclusiveMinimum", "“{0}”应大于 {1}", "“{0}” must be more than {1}"),
    EXCLUSIVE_MAXIMUM("exclusiveMaximum", "“{0}”应小于 {1}", "“{0}” must be less than {1}"),
    MULTIPLE_OF("multipleOf", "“{0}”应为 {1} 的整数倍", "“{0}” must be a multiple of {1}"),
    MIN_ITEMS("minItems", "“{0}”至少应有 {1} 项", "“{0}” needs {1} or more items"),
    MAX_ITEMS("maxItems", "“{0}”最多 {1} 项", "“{0}” must have at most {1} items"),
    UNIQUE_ITEMS("uniqueItems", "“{0}”中有重复项", "“{0}” has the same item twice"),
    CONTROL_CHARACTER("", "“{0}”含有控制字符或不可见字符", "“{0}” has control characters or invisible characters"),
    PICTURE_ENCODING("", "“{0}”不是规范的 Base64 编码", "“{0}” is not in canonical Base64"),
    PICTURE_FORMAT("", "“{0}”应为 {1} 格式的图片", "“{0}” must be a picture in the format {1}"),
    PICTURE_OCTETS("", "“{0}”的图片文件不得超过 {1} 字节", "the picture in “{0}” must not be longer than {1} octets"),
    PICTURE_SIZE("", "“{0}”的图片不得大于 {1} 像素", "the picture in “{0}” must not be larger than {1} pixels");

    private final String keyword;
    private final Bilingual message;

    FieldRule(String keyword, String chinese, String english) {
        this.keyword = keyword;
        this.message = new Bilingual(chinese, english);
    }

    /** The rule that a JSON Schema keyword states. */
    static Optional<FieldRule> find(String keyword) {
        return Arrays.stream(values())
                .filter(rule -> !rule.keyword.isEmpty() && rule.keyword.equals(keyword))
                .findFirst();
    }

    String keyword() {
        return keyword;
    }

    Bilingual message() {
        return message;
    }
}
