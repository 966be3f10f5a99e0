package org.zhengzhao.registry.platform.http;

import java.util.List;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.text.Bilingual;

/** Reads request bodies strictly. */
public final class JsonBodies {
    private JsonBodies() {}

    /**
     * Reads one JSON object.
     *
     * @throws RegistryException if the body is too large or is no JSON object; the error says where
     */
    public static JsonValue.Members readObject(byte[] body, int maxOctets) {
        if (body.length > maxOctets) {
            throw new RegistryException(
                    ProblemType.BODY_TOO_LARGE,
                    new Bilingual(
                            "请求正文最多 " + maxOctets + " 字节。", "The body may have " + maxOctets + " octets at most."));
        }
        try {
            return StrictJson.readObject(body, maxOctets);
        } catch (MalformedJsonException malformed) {
            throw new RegistryException(
                    ProblemType.MALFORMED_JSON,
                    new Bilingual(
                            "请发送一个 UTF-8 编码的 JSON 对象；成员不得重复，不得为 null，数字须为整数。",
                            "Send one JSON object in UTF-8; no duplicate members, no null, whole numbers only."),
                    List.of(new ProblemError(
                            malformed.pointer(), malformed.reason().name(), message(malformed.reason()))));
        }
    }

    private static Bilingual message(MalformedJsonException.Reason reason) {
        return switch (reason) {
            case SYNTAX -> new Bilingual("语法错误或编码不是 UTF-8。", "Syntax error, or not UTF-8.");
            case DUPLICATE_MEMBER -> new Bilingual("成员重复。", "A member stands twice.");
            case NULL_VALUE -> new Bilingual("不得为 null；没有值时请省略该成员。", "Not null; leave the member out instead.");
            case FRACTION -> new Bilingual("小数请写成字符串。", "Write a fraction as a string.");
            case TOO_LARGE -> new Bilingual("超出上限。", "Beyond the limit.");
            case TOO_DEEP -> new Bilingual("嵌套过深或成员过长。", "Nested too deeply, or a value too long.");
            case NOT_AN_OBJECT -> new Bilingual("应为 JSON 对象。", "Should be a JSON object.");
            case MISSING_MEMBER -> new Bilingual("缺少成员。", "A member is missing.");
            case UNKNOWN_MEMBER -> new Bilingual("未知成员。", "An unknown member.");
            case WRONG_VALUE -> new Bilingual("值不正确。", "The value is not correct.");
        };
    }
}
