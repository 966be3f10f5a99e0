package org.zhengzhao.cli.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhengzhao.cli.check.CheckInput.Content;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

/**
 * One line of a list of inputs: a path, the same as a JSON text, or a JSON object with {@code input} (a name for the
 * report), one of {@code file}, {@code hex}, {@code base64} and {@code text}, and options of the kind.
 */
final class InputLine {
    /** The longest line. Longer inputs are named as files. */
    static final int MAX_OCTETS = 32 * 1024 * 1024;

    private static final String NAME = "input";

    private final Map<String, CheckOption> options;

    InputLine(List<CheckOption> options) {
        this.options = options.stream().collect(Collectors.toUnmodifiableMap(CheckOption::name, Function.identity()));
    }

    /** An unclear line. */
    private static final class UnclearException extends Exception {
        private static final long serialVersionUID = 1L;

        UnclearException(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Understands a line.
     *
     * @param place stands for the name where the line has none
     */
    CheckInput read(String line, String place) {
        String start = line.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("\"")) {
            return CheckInput.file(line);
        }
        try {
            JsonValue value = StrictJson.read(line.getBytes(StandardCharsets.UTF_8), MAX_OCTETS);
            if (value instanceof JsonValue.Text path) {
                return CheckInput.file(path.value());
            }
            return value instanceof JsonValue.Members members
                    ? object(members, place)
                    : CheckInput.unclear(place, "neither a path nor an object");
        } catch (MalformedJsonException malformed) {
            return CheckInput.unclear(place, "not JSON: " + malformed.reason());
        }
    }

    private CheckInput object(JsonValue.Members members, String place) {
        String name = members.findText(NAME).or(() -> members.findText("file")).orElse(place);
        List<Content> contents = new ArrayList<>();
        Map<String, List<String>> given = new HashMap<>();
        try {
            for (Map.Entry<String, JsonValue> member : new LinkedHashMap<>(members.values()).entrySet()) {
                switch (member.getKey()) {
                    case NAME -> text(NAME, member.getValue());
                    case "file" -> contents.add(new Content.InFile(text("file", member.getValue())));
                    case "hex" -> contents.add(new Content.Inline(hex(text("hex", member.getValue()))));
                    case "base64" -> contents.add(new Content.Inline(base64(text("base64", member.getValue()))));
                    case "text" -> contents.add(new Content.Inline(Bytes.utf8(text("text", member.getValue()))));
                    default -> given.put(member.getKey(), values(member.getKey(), member.getValue()));
                }
            }
        } catch (UnclearException unclear) {
            return CheckInput.unclear(name, unclear.reason());
        }
        return contents.size() == 1
                ? new CheckInput(name, contents.getFirst(), given)
                : CheckInput.unclear(name, "exactly one of file, hex, base64 and text is needed");
    }

    private List<String> values(String name, JsonValue value) throws UnclearException {
        CheckOption option = options.get(name);
        if (option == null) {
            throw new UnclearException("no option --" + name);
        }
        return switch (option.form()) {
            case FLAG -> {
                if (value instanceof JsonValue.Flag flag) {
                    yield flag.value() ? List.of("true") : List.of();
                }
                throw new UnclearException("true or false: " + name);
            }
            case SINGLE -> List.of(single(name, value));
            case REPEATED -> {
                if (!(value instanceof JsonValue.Items items)) {
                    yield List.of(single(name, value));
                }
                List<String> all = new ArrayList<>();
                for (JsonValue item : items.values()) {
                    all.add(single(name, item));
                }
                yield all;
            }
        };
    }

    private static String single(String name, JsonValue value) throws UnclearException {
        return switch (value) {
            case JsonValue.Text text -> text.value();
            case JsonValue.Whole whole -> Long.toString(whole.value());
            case JsonValue.Flag flag -> throw new UnclearException("a text: " + name);
            case JsonValue.Items items -> throw new UnclearException("one value: " + name);
            // A key as it stands in its own JSON file.
            case JsonValue.Members members -> CanonicalJson.textInGivenOrder(members);
        };
    }

    private static String text(String name, JsonValue value) throws UnclearException {
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new UnclearException("a text: " + name);
    }

    private static Bytes hex(String digits) throws UnclearException {
        try {
            return Bytes.of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException malformed) {
            throw new UnclearException("not hexadecimal");
        }
    }

    private static Bytes base64(String digits) throws UnclearException {
        try {
            return Bytes.of(Base64.getDecoder().decode(digits));
        } catch (IllegalArgumentException malformed) {
            throw new UnclearException("not Base64");
        }
    }
}
