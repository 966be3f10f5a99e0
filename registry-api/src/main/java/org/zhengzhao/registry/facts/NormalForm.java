package org.zhengzhao.registry.facts;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.CalendarDate;

/**
 * The form in which facts are compared. Two spellings of one fact have one form; what could be two facts never has. Only these are
 * spellings: composed and decomposed characters (NFC), full and half width of the same character, white space at the ends, the
 * order of a list and what it has twice, a date with and without hyphens, a whole number as text, capitals in codes.
 */
final class NormalForm {
    private static final Set<String> CODES = Set.of("uscc", "citizen-number", "area-code");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");
    private static final Pattern PLAIN_DATE = Pattern.compile("[0-9]{8}");
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int FULL_WIDTH_TO_ASCII = FULL_WIDTH_FIRST - '!';
    private static final char FULL_WIDTH_SPACE = '\u3000';
    /** Characters that are written for the dot between the parts of a name (间隔号): all of them are meant. */
    private static final Pattern NAME_DOTS = Pattern.compile("[\u2022\u2027\u2219\u22C5\u30FB\uFF65.]");

    private static final String NAME_DOT = "\u00B7";

    private NormalForm() {}

    /** The form of a text. */
    static String text(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder narrow = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
                narrow.append((char) (c - FULL_WIDTH_TO_ASCII));
            } else {
                narrow.append(c == FULL_WIDTH_SPACE ? ' ' : c);
            }
        }
        return narrow.toString().strip();
    }

    /** The form of the name of a holder. */
    static String name(String name) {
        return NAME_DOTS.matcher(text(name)).replaceAll(NAME_DOT);
    }

    /** The forms in which a number may be written on a license, if it was written in one width. */
    static Set<String> numbers(String number) {
        String narrow = text(number);
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            wide.append("()[]".indexOf(c) < 0 ? c : (char) (c + FULL_WIDTH_TO_ASCII));
        }
        return Stream.of(narrow, wide.toString(), number.strip()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The form of a value of a field; empty where it is none of that field.
     *
     * @param schema the field's own; absent where the type has no such field
     */
    static Optional<JsonValue> value(JsonValue value, JsonValue.@Nullable Members schema) {
        if (schema == null) {
            return Optional.empty();
        }
        return switch (schema.findText("type").orElse("")) {
            case "string" -> value instanceof JsonValue.Text text ? text(text.value(), schema) : Optional.empty();
            case "integer" -> whole(value);
            case "boolean" -> value instanceof JsonValue.Flag ? Optional.of(value) : Optional.empty();
            case "array" ->
                value instanceof JsonValue.Items items ? items(items, member(schema, "items")) : Optional.empty();
            case "object" ->
                value instanceof JsonValue.Members members
                        ? members(members, member(schema, "properties"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<JsonValue> text(String given, JsonValue.Members schema) {
        String text = text(given);
        String format = schema.findText("format").orElse("");
        if (format.equals("date")) {
            return date(text).map(day -> new JsonValue.Text(day.toString()));
        }
        return Optional.of(new JsonValue.Text(CODES.contains(format) ? text.toUpperCase(Locale.ROOT) : text));
    }

    /** A date as JSON has it, or as it is exchanged: yyyyMMdd. */
    static Optional<LocalDate> date(String text) {
        if (PLAIN_DATE.matcher(text).matches()) {
            try {
                return Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
            } catch (DateTimeException noSuchDay) {
                return Optional.empty();
            }
        }
        return CalendarDate.find(text);
    }

    private static Optional<JsonValue> whole(JsonValue value) {
        if (value instanceof JsonValue.Text text
                && WHOLE.matcher(text(text.value())).matches()) {
            return Optional.of(new JsonValue.Whole(Long.parseLong(text(text.value()))));
        }
        return value instanceof JsonValue.Whole ? Optional.of(value) : Optional.empty();
    }

    private static Optional<JsonValue> items(JsonValue.Items items, JsonValue.@Nullable Members schema) {
        Map<String, JsonValue> once = new TreeMap<>();
        for (JsonValue item : items.values()) {
            Optional<JsonValue> form = value(item, schema);
            if (form.isEmpty()) {
                return Optional.empty();
            }
            once.put(CanonicalJson.text(form.get()), form.get());
        }
        List<JsonValue> sorted = new ArrayList<>(once.values());
        return Optional.of(new JsonValue.Items(sorted));
    }

    private static Optional<JsonValue> members(JsonValue.Members members, JsonValue.@Nullable Members properties) {
        Map<String, JsonValue> forms = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
            Optional<JsonValue> form = properties == null
                    ? Optional.empty()
                    : value(member.getValue(), member(properties, member.getKey()));
            if (form.isEmpty()) {
                return Optional.empty();
            }
            forms.put(member.getKey(), form.get());
        }
        return Optional.of(new JsonValue.Members(forms));
    }

    /** The member of that name, if it is an object. */
    static JsonValue.@Nullable Members member(JsonValue.Members object, String name) {
        return object.find(name).orElse(null) instanceof JsonValue.Members inner ? inner : null;
    }
}
