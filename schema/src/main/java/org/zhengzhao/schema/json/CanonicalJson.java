package org.zhengzhao.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Canonical JSON, RFC 8785 (JCS): members sorted by UTF-16 code units, no white space, shortest escapes, UTF-8. Numbers are
 * whole by construction of {@link JsonValue}, so that they print the same everywhere.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static Bytes bytes(JsonValue value) {
        return Bytes.of(text(value).getBytes(StandardCharsets.UTF_8));
    }

    public static String text(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(value, TreeMap::new, out);
        return out.toString();
    }

    /** Not canonical: members in the order in which they came, for what is shown in that order. Nothing is signed over it. */
    public static String textInGivenOrder(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(value, UnaryOperator.identity(), out);
        return out.toString();
    }

    private static void write(JsonValue value, UnaryOperator<Map<String, JsonValue>> order, StringBuilder out) {
        switch (value) {
            case JsonValue.Text text -> writeText(text.value(), out);
            case JsonValue.Whole whole -> out.append(whole.value());
            case JsonValue.Flag flag -> out.append(flag.value());
            case JsonValue.Items items -> {
                out.append('[');
                for (int i = 0; i < items.values().size(); i++) {
                    if (i > 0) {
                        out.append(',');
                    }
                    write(items.values().get(i), order, out);
                }
                out.append(']');
            }
            case JsonValue.Members members -> {
                // String.compareTo orders by UTF-16 code units, as RFC 8785 §3.2.3 asks.
                char before = '{';
                for (Map.Entry<String, JsonValue> member :
                        order.apply(members.values()).entrySet()) {
                    out.append(before);
                    before = ',';
                    writeText(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), order, out);
                }
                out.append(before == '{' ? "{}" : "}");
            }
        }
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
