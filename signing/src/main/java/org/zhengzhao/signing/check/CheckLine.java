package org.zhengzhao.signing.check;

import java.util.LinkedHashMap;
import java.util.Map;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.report.VisibleText;

/** A report as one line of JSON. The members are API: add, never rename. */
public final class CheckLine {
    private CheckLine() {}

    /**
     * The object, without a line break.
     *
     * @param input name of what was checked, as it was given
     */
    public static String of(String input, CheckReport report) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("input", text(input));
        members.put("outcome", text(report.outcome().name()));
        members.put("code", text(report.code()));
        members.put("detail", text(report.detail()));
        members.put("facts", report.facts());
        return VisibleText.inJson(CanonicalJson.textInGivenOrder(new JsonValue.Members(members)));
    }

    /** A text from outside; halves of characters, which some file names have, become the replacement character. */
    public static JsonValue.Text text(String outside) {
        StringBuilder whole = new StringBuilder(outside.length());
        outside.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(whole::appendCodePoint);
        return new JsonValue.Text(whole.toString());
    }
}
