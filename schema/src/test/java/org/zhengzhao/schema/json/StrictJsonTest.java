package org.zhengzhao.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;

class StrictJsonTest {
    private static final int LIMIT = 1 << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "DUPLICATE_MEMBER /a/b {\"a\":{\"b\":1,\"b\":1}}",
                "DUPLICATE_MEMBER /a {\"a\":1,\"\\u0061\":2}",
                "NULL_VALUE /a/1 {\"a\":[1,null]}",
                "FRACTION /a {\"a\":1.0}",
                "FRACTION /a {\"a\":1e3}",
                "TOO_LARGE /a {\"a\":9007199254740992}",
                "TOO_LARGE /a {\"a\":-9007199254740992}",
                "TOO_LARGE /a {\"a\":99999999999999999999}",
                "TOO_LARGE `` {\"a\":999999999999999999999999999999999}",
                "SYNTAX /a {\"a\":\"\\ud800\"}",
                "SYNTAX `` {\"\\udc00\":1}",
                "SYNTAX `` {\"a\":1}{}",
                "SYNTAX `` {\"a\":1",
                "SYNTAX `` {'a':1}",
                "SYNTAX `` {\"a\":01}",
                "SYNTAX `` {\"a\":NaN}",
                "SYNTAX `` \uFEFF{}",
                "NOT_AN_OBJECT `` []"
            })
    void readObject_brokenText_namesReasonAndPlace(String reason, String pointer, String json) {
        assertMalformed(json, Reason.valueOf(reason), pointer);
    }

    @Test
    void readObject_empty_isSyntax() {
        assertMalformed("", Reason.SYNTAX, "");
        assertMalformed("  \n", Reason.SYNTAX, "");
    }

    @Test
    void readObject_deepNesting_isRefusedAtTheLimit() throws Exception {
        assertThat(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")).isNotNull();
        assertMalformed("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}", Reason.TOO_DEEP, "/a" + "/0".repeat(31));
        assertMalformed("[".repeat(100_000), Reason.TOO_DEEP, "/0".repeat(32));
    }

    @Test
    void readObject_tooManyValues_isRefused() {
        assertMalformed("{\"a\":[" + "1,".repeat(100_000) + "1]}", Reason.TOO_LARGE, "/a/99998");
    }

    @Test
    void readObject_longerThanAllowed_isNotLookedAt() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> StrictJson.readObject("{} ".getBytes(StandardCharsets.UTF_8), 2))
                .satisfies(malformed -> assertThat(malformed.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void readObject_longName_isRefused() {
        assertMalformed("{\"" + "a".repeat(50_001) + "\":1}", Reason.TOO_LARGE, "");
    }

    @Test
    void readObject_extremes_areRead() throws Exception {
        assertThat(read("{\"b\":9007199254740991,\"a\":-9007199254740991,\"c\":-0,\"d\":\"\\ud83d\\ude00\"}")
                        .values())
                .containsExactly(
                        Map.entry("b", new JsonValue.Whole(JsonValue.Whole.LIMIT)),
                        Map.entry("a", new JsonValue.Whole(-JsonValue.Whole.LIMIT)),
                        Map.entry("c", new JsonValue.Whole(0)),
                        Map.entry("d", new JsonValue.Text("😀")));
    }

    @Test
    void exception_doesNotRepeatTheText() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read("{\"a\":\"secret\",\"b\":secret}"))
                .satisfies(malformed -> assertThat(malformed.toString()).doesNotContain("secret"))
                .satisfies(malformed -> assertThat(malformed.getCause()).isNull());
    }

    @Test
    void values_withHalfACharacter_cannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonValue.Text("\ud83d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JsonValue.Members(Map.of("\ude00\ud83d", new JsonValue.Flag(true))));
    }

    private static JsonValue.Members read(String json) throws MalformedJsonException {
        return StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8), LIMIT);
    }

    private static void assertMalformed(String json, Reason reason, String pointer) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read(json))
                .satisfies(malformed -> assertThat(malformed.reason()).isEqualTo(reason))
                .satisfies(malformed -> assertThat(malformed.pointer()).isEqualTo(pointer));
    }
}
