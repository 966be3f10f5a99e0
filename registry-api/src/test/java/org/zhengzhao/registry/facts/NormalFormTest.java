package org.zhengzhao.registry.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

class NormalFormTest {
    @ParameterizedTest
    @CsvSource({
        "ＡＢＣ１２３（甲）, ABC123(甲)",
        "'  甲　乙　', 甲 乙",
        "e\u0301, \u00E9",
        "甲乙, 甲乙",
        "①, ①",
        "㎡, ㎡",
        "x², x²",
        "ｱ, ｱ",
        "〔2026〕, 〔2026〕"
    })
    void text_spellings_haveOneForm_andNothingElseIsMadeAlike(String given, String form) {
        assertThat(NormalForm.text(given)).isEqualTo(form);
    }

    @Test
    void name_dotsBetweenItsParts_areOne() {
        for (String dot : List.of("·", "•", "・", "．", ".", "･", "‧")) {
            assertThat(NormalForm.name("阿依古丽" + dot + "虚构")).isEqualTo("阿依古丽·虚构");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "string, '\"ａ \"', '\"a\"'",
        "string, 1, ''",
        "integer, 12, 12",
        "integer, '\"０12\"', 12",
        "integer, '\"12a\"', ''",
        "integer, '\"99999999999999999999\"', ''",
        "boolean, true, true",
        "boolean, '\"true\"', ''"
    })
    void value_plain(String type, String given, String form) throws MalformedJsonException {
        assertForm("{\"type\":\"" + type + "\"}", given, form);
    }

    @ParameterizedTest
    @CsvSource({
        "date, '\"20260228\"', '\"2026-02-28\"'",
        "date, '\"2026-02-28\"', '\"2026-02-28\"'",
        "date, '\"２０２６０２２８\"', '\"2026-02-28\"'",
        "date, '\"20260230\"', ''",
        "date, '\"2026-2-28\"', ''",
        "date, '\"长期\"', ''",
        "uscc, '\"91110000mafake019d\"', '\"91110000MAFAKE019D\"'",
        "citizen-number, '\"11010519000101001x\"', '\"11010519000101001X\"'"
    })
    void value_formats(String format, String given, String form) throws MalformedJsonException {
        assertForm("{\"type\":\"string\",\"format\":\"" + format + "\"}", given, form);
    }

    @Test
    void value_lists_areSets() throws MalformedJsonException {
        String list = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
        assertForm(list, "[\"b\",\"a\",\"ａ\"]", "[\"a\",\"b\"]");
        assertForm(list, "\"a\"", "");
        assertForm(list, "[1]", "");
        assertForm("{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\"}}}", "{\"x\":\"1\"}", "{\"x\":1}");
        assertForm("{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\"}}}", "{\"y\":1}", "");
        assertForm("{}", "1", "");
    }

    private static void assertForm(String schema, String given, String form) throws MalformedJsonException {
        Optional<JsonValue> made = NormalForm.value(read(given), (JsonValue.Members) read(schema));
        assertThat(made).isEqualTo(form.isEmpty() ? Optional.empty() : Optional.of(read(form)));
    }

    private static JsonValue read(String json) throws MalformedJsonException {
        return StrictJson.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), 1000);
    }
}
