package org.zhengzhao.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8785, its own examples and another implementation's opinion. */
class CanonicalJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<JsonValue.Members> values() {
        Random random = new Random(8785);
        return IntStream.range(0, 300).mapToObj(i -> members(random, 0));
    }

    @Test
    void text_rfc8785SortingExample_isSortedByCodeUnits() {
        JsonValue.Members members = JsonEdit.object("""
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                "\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}
                """);

        assertThat(CanonicalJson.text(members))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void bytes_rfc8785StringAndLiteralExample_areAsPrinted() {
        JsonValue.Members members = JsonEdit.object("""
                {"string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[true,false]}
                """);

        assertThat(CanonicalJson.bytes(members).toHex())
                .isEqualTo("7b226c69746572616c73223a5b747275652c66616c73655d2c"
                        + "22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    @Test
    void text_emptyObjectAndList_haveNoSpace() {
        assertThat(CanonicalJson.text(JsonEdit.parse(" { \"b\" : [ ] , \"a\" : { } } ")))
                .isEqualTo("{\"a\":{},\"b\":[]}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void text_randomValue_agreesWithAnotherImplementation(JsonValue.Members value) throws Exception {
        String elsewhere = new JsonCanonicalizer(MAPPER.writeValueAsString(plain(value))).getEncodedString();

        assertThat(CanonicalJson.text(value)).isEqualTo(elsewhere);
    }

    @ParameterizedTest
    @MethodSource("values")
    void bytes_readAgain_areTheSameValue(JsonValue.Members value) throws Exception {
        byte[] canonical = CanonicalJson.bytes(value).toArray();

        assertThat(StrictJson.read(canonical, canonical.length)).isEqualTo(value);
    }

    private static Object plain(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> text.value();
            case JsonValue.Whole whole -> whole.value();
            case JsonValue.Flag flag -> flag.value();
            case JsonValue.Items items ->
                items.values().stream().map(CanonicalJsonTest::plain).toList();
            case JsonValue.Members members -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                members.values().forEach((name, member) -> plain.put(name, plain(member)));
                yield plain;
            }
        };
    }

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 3 : 5)) {
            case 0 -> new JsonValue.Text(text(random));
            case 1 -> new JsonValue.Whole(random.nextLong() >> 11 + random.nextInt(50));
            case 2 -> new JsonValue.Flag(random.nextBoolean());
            case 3 -> {
                List<JsonValue> items = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield new JsonValue.Items(items);
            }
            default -> members(random, depth);
        };
    }

    private static JsonValue.Members members(Random random, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            members.put(text(random), value(random, depth + 1));
        }
        return new JsonValue.Members(members);
    }

    /** Characters from where escapes, sorting and UTF-8 lengths change. */
    private static String text(Random random) {
        int[][] ranges = {
            {0, 0x20},
            {0x20, 0x80},
            {0x80, 0x100},
            {0x4E00, 0x4F00},
            {0xD7F0, 0xD800},
            {0xE000, 0xE010},
            {0xFFF0, 0x10000},
            {0x10000, 0x10010},
            {0x1F600, 0x1F640},
            {0x10FFF0, 0x110000}
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int[] range = ranges[random.nextInt(ranges.length)];
            text.appendCodePoint(range[0] + random.nextInt(range[1] - range[0]));
        }
        return text.toString();
    }
}
