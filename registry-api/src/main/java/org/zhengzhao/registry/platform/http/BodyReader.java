package org.zhengzhao.registry.platform.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.PlainText;

/**
 * Reads the members of one request body and collects every error before it refuses. What could not be read is empty; call
 * {@link #refuse} before using anything.
 */
public final class BodyReader {
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_NAME = 128;
    /** Stands where a name is missing, until {@link #refuse} says so. */
    private static final String UNNAMED = "-";

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");

    private final JsonValue.Members body;
    private final List<ProblemError> errors;
    private final String base;

    private BodyReader(JsonValue.Members body, String base, Set<String> members, List<ProblemError> errors) {
        this.body = body;
        this.base = base;
        this.errors = errors;
        body.values().keySet().stream()
                .filter(name -> !members.contains(name))
                .forEach(name -> error(name, "UNKNOWN_MEMBER", "未知成员。", "An unknown member."));
    }

    /** Reads a body that may have these members and no others. */
    public static BodyReader of(byte[] octets, String... members) {
        return of(octets, MAX_BODY, members);
    }

    public static BodyReader of(byte[] octets, int maxOctets, String... members) {
        return new BodyReader(JsonBodies.readObject(octets, maxOctets), "", Set.of(members), new ArrayList<>());
    }

    public Optional<JsonValue> find(String name) {
        return body.find(name);
    }

    /** One line of text. */
    public String line(String name, int most) {
        String text = body.findText(name).orElse("");
        if (text.isBlank()) {
            error(name, "REQUIRED", "请填写。", "Give a value.");
        } else if (text.length() > most || !PlainText.isLine(text)) {
            error(
                    name,
                    "WRONG_VALUE",
                    "最多 " + most + " 个字符，一行，不得含控制字符。",
                    "At most " + most + " characters on one line, no control characters.");
        }
        return text.strip();
    }

    /** A code: letters, digits, dot, hyphen and underscore. */
    public String code(String name) {
        String text = body.findText(name).orElse("");
        if (!CODE.matcher(text).matches()) {
            error(
                    name,
                    text.isEmpty() ? "REQUIRED" : "WRONG_VALUE",
                    "应为 1 至 64 个字母、数字、点、连字符或下划线。",
                    "Should be 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        return text;
    }

    /** A name in both languages. */
    public Bilingual name(String name) {
        return object(name, "zh-CN", "en")
                .map(both -> new Bilingual(named(both.line("zh-CN", MAX_NAME)), named(both.line("en", MAX_NAME))))
                .orElseGet(() -> {
                    error(name, "REQUIRED", "请填写中英文名称。", "Give a name in Chinese (zh-CN) and English (en).");
                    return new Bilingual(UNNAMED, UNNAMED);
                });
    }

    private static String named(String text) {
        return text.isEmpty() ? UNNAMED : text;
    }

    /** A unified social credit code. */
    public Optional<Uscc> uscc(String name) {
        try {
            return Optional.of(Uscc.parse(body.findText(name).orElse("")));
        } catch (MalformedCodeException malformed) {
            error(name, malformed.reason().name(), "请填写统一社会信用代码。", "Give a unified social credit code.");
            return Optional.empty();
        }
    }

    /** The same where it may be left out. */
    public Optional<Uscc> optionalUscc(String name) {
        return body.find(name).isEmpty() ? Optional.empty() : uscc(name);
    }

    public Optional<LicenseTypeCode> licenseType(String name) {
        try {
            return Optional.of(LicenseTypeCode.parse(body.findText(name).orElse("")));
        } catch (MalformedCodeException malformed) {
            error(name, malformed.reason().name(), "请填写证照类型代码。", "Give a license type code.");
            return Optional.empty();
        }
    }

    public Optional<AreaCode> area(String name) {
        try {
            return Optional.of(AreaCode.parse(body.findText(name).orElse("")));
        } catch (MalformedCodeException malformed) {
            error(name, malformed.reason().name(), "应为六位行政区划代码。", "Should be six digits of GB/T 2260.");
            return Optional.empty();
        }
    }

    public Optional<AreaCode> optionalArea(String name) {
        return body.find(name).isEmpty() ? Optional.empty() : area(name);
    }

    public <E extends Enum<E>> Optional<E> choice(String name, E[] values) {
        Optional<E> found = body.findText(name)
                .flatMap(text -> Arrays.stream(values)
                        .filter(value -> value.name().equals(text))
                        .findFirst());
        if (found.isEmpty()) {
            String all = Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
            error(name, "WRONG_VALUE", "应为下列之一：" + all, "Should be one of: " + all);
        }
        return found;
    }

    /** A whole number; empty where it is left out. */
    public OptionalInt number(String name, int least, int most) {
        JsonValue given = body.find(name).orElse(null);
        if (given == null) {
            return OptionalInt.empty();
        }
        if (given instanceof JsonValue.Whole whole && whole.value() >= least && whole.value() <= most) {
            return OptionalInt.of((int) whole.value());
        }
        error(
                name,
                "WRONG_VALUE",
                "应为 " + least + " 至 " + most + " 的整数。",
                "Should be a whole number from " + least + " to " + most + ".");
        return OptionalInt.empty();
    }

    /** A flag. */
    public boolean flag(String name, boolean otherwise) {
        JsonValue given = body.find(name).orElse(null);
        if (given == null) {
            return otherwise;
        }
        if (given instanceof JsonValue.Flag flag) {
            return flag.value();
        }
        error(name, "WRONG_VALUE", "应为 true 或 false。", "Should be true or false.");
        return otherwise;
    }

    /** A day; empty where it is left out. */
    public Optional<LocalDate> day(String name) {
        if (body.find(name).isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> day = body.findText(name).flatMap(CalendarDate::find);
        if (day.isEmpty()) {
            error(name, "FORMAT", "日期应写作 yyyy-mm-dd。", "A date is written yyyy-mm-dd.");
        }
        return day;
    }

    /** Texts of a list, each by its own rule; more than {@code most} are refused before any is looked at. */
    public List<String> texts(String name, int most) {
        if (!(body.find(name).orElse(null) instanceof JsonValue.Items items)) {
            error(name, "REQUIRED", "应为列表。", "Should be a list.");
            return List.of();
        }
        if (items.values().isEmpty() || items.values().size() > most) {
            error(name, "TOO_MANY", "应有 1 至 " + most + " 项。", "Should have 1 to " + most + " items.");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue value : items.values()) {
            if (value instanceof JsonValue.Text text) {
                texts.add(text.value());
            } else {
                error(name, "TYPE", "每项应为字符串。", "Each item should be a string.");
                return List.of();
            }
        }
        return texts;
    }

    /** The object of that name, with these members and no others. Its errors are this reader's. */
    public Optional<BodyReader> object(String name, String... members) {
        return body.find(name).orElse(null) instanceof JsonValue.Members inner
                ? Optional.of(new BodyReader(inner, JsonPointers.member(base, name), Set.of(members), errors))
                : Optional.empty();
    }

    /** The objects of a list; more than {@code most} are refused before any is looked at. */
    public List<BodyReader> objects(String name, int most, String... members) {
        if (!(body.find(name).orElse(null) instanceof JsonValue.Items items)) {
            error(name, "REQUIRED", "应为列表。", "Should be a list.");
            return List.of();
        }
        if (items.values().size() > most) {
            error(name, "TOO_MANY", "最多 " + most + " 项。", "At most " + most + " items.");
            return List.of();
        }
        List<BodyReader> readers = new ArrayList<>();
        String list = JsonPointers.member(base, name);
        for (int i = 0; i < items.values().size(); i++) {
            if (items.values().get(i) instanceof JsonValue.Members inner) {
                readers.add(new BodyReader(inner, JsonPointers.item(list, i), Set.of(members), errors));
            } else {
                error(name, "TYPE", "每项应为对象。", "Each item should be an object.");
                return List.of();
            }
        }
        return readers;
    }

    public void error(String name, String code, String chinese, String english) {
        errors.add(new ProblemError(JsonPointers.member(base, name), code, new Bilingual(chinese, english)));
    }

    /**
     * Ends the reading.
     *
     * @throws RegistryException with every error, where there is one
     */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                    errors);
        }
    }
}
