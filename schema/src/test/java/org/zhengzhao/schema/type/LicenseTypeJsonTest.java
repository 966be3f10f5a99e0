package org.zhengzhao.schema.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonEdit;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Language;

class LicenseTypeJsonTest {
    private static final String PROBLEMS = "type-problems.csv";
    private static final String TITLES = "\"x-titles\":{\"zh-CN\":\"甲\",\"en\":\"A\"}";
    private static final JsonValue.Members GOOD = JsonEdit.object("""
            {"code":"11100000MB0341032Y901",
             "name":{"zh-CN":"虚构许可证","en":"Fictional Permit"},
             "codeConfirmed":false,
             "definingAuthority":{"name":{"zh-CN":"虚构总局","en":"Fictional Administration"},"level":"NATIONAL"},
             "holderCategory":"ORGANISATION",
             "issuingLevel":"COUNTY",
             "validity":{"periods":["P5Y","P6M","P1Y2M3D"],"openEnded":false},
             "sharingClass":"CONDITIONAL",
             "fields":{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"字段","type":"object",
              "additionalProperties":false,"required":["scope"],"properties":{
               "scope":{"type":"string","minLength":1,"maxLength":100,"pattern":"^\\\\p{Han}+$",TITLES},
               "day":{"type":"string","format":"date","description":"第一行\\n第二行",TITLES},
               "count":{"type":"integer","minimum":-1,"maximum":9,"enum":[1,2],TITLES},
               "list":{"type":"array","items":{"type":"string"},"minItems":0,"maxItems":5,"uniqueItems":true,TITLES},
               "inner":{"type":"object","additionalProperties":false,"properties":{"deep":{"type":"boolean",TITLES}},TITLES},
               "photo":{"type":"string","contentEncoding":"base64","contentMediaType":"image/png",
                 "x-picture":{"maxOctets":1000,"maxWidth":10,"maxHeight":20},TITLES}}},
             "qrFields":["day","scope"],
             "template":{}}
            """.replace("TITLES", TITLES));

    @Test
    void read_goodDefinition_hasEverything() throws Exception {
        LicenseType type = LicenseTypeJson.read(GOOD, 4);

        assertThat(LicenseTypeJson.check(GOOD)).isEmpty();
        assertThat(type.code().value()).isEqualTo("11100000MB0341032Y901");
        assertThat(type.version()).isEqualTo(4);
        assertThat(type.name().english()).isEqualTo("Fictional Permit");
        assertThat(type.codeConfirmed()).isFalse();
        assertThat(type.definingAuthorityName().chinese()).isEqualTo("虚构总局");
        assertThat(type.definingAuthorityLevel()).isEqualTo(AuthorityLevel.NATIONAL);
        assertThat(type.holderCategory()).isEqualTo(HolderCategory.ORGANISATION);
        assertThat(type.issuingLevel()).isEqualTo(AuthorityLevel.COUNTY);
        assertThat(type.validity())
                .isEqualTo(new ValidityRule(List.of(Period.ofYears(5), Period.ofMonths(6), Period.of(1, 2, 3)), false));
        assertThat(type.sharingClass()).isEqualTo(SharingClass.CONDITIONAL);
        assertThat(type.qrFields()).containsExactly("day", "scope");
        assertThat(type.fields().names()).containsExactly("scope", "day", "count", "list", "inner", "photo");
        assertThat(new FieldValidator(type.fields())
                        .validate(JsonEdit.object("{\"scope\":\"汉字\"}"), "", Language.CHINESE))
                .isEmpty();
    }

    @Test
    void write_thenRead_isTheSameType() throws Exception {
        LicenseType type = LicenseTypeJson.read(GOOD, 4);
        JsonValue.Members written = LicenseTypeJson.write(type);

        assertThat(written.find("version")).contains(new JsonValue.Whole(4));
        assertThat(LicenseTypeJson.read(written, 4)).isEqualTo(type);
        assertThat(LicenseTypeJson.read(written, 5)).isEqualTo(type.withVersion(5));
    }

    /** Types are stored in canonical form, which sorts members: the order of the fields must live through that. */
    @Test
    void write_storedCanonically_keepsTheOrderOfFields() throws Exception {
        LicenseType type = LicenseTypeJson.read(GOOD, 1);
        byte[] stored = CanonicalJson.bytes(LicenseTypeJson.write(type)).toArray();
        LicenseType again = LicenseTypeJson.read(StrictJson.readObject(stored, stored.length), 1);

        assertThat(again.fields().names()).isEqualTo(type.fields().names());
        assertThat(CanonicalJson.bytes(LicenseTypeJson.write(again)).toArray()).isEqualTo(stored);
    }

    @Test
    void fourEyes_leftOut_isNotAskedFor() throws Exception {
        LicenseType type = LicenseTypeJson.read(GOOD, 1);

        assertThat(type.fourEyes()).isFalse();
        assertThat(LicenseTypeJson.write(type).find("fourEyes")).isEmpty();
        assertThat(LicenseTypeJson.read(JsonEdit.with(GOOD, "/fourEyes", "false"), 1))
                .isEqualTo(type);
    }

    @Test
    void fourEyes_isKeptInTheDefinition_andDoesNotStandOnFaces() throws Exception {
        LicenseType type = LicenseTypeJson.read(JsonEdit.with(GOOD, "/fourEyes", "true"), 1);

        assertThat(type.fourEyes()).isTrue();
        assertThat(type.withVersion(2).fourEyes()).isTrue();
        assertThat(LicenseTypeJson.read(LicenseTypeJson.write(type), 1)).isEqualTo(type);
        assertThat(LicenseTypeJson.writeForFace(type))
                .isEqualTo(LicenseTypeJson.writeForFace(LicenseTypeJson.read(GOOD, 1)));
    }

    @Test
    void writeForFace_hasAllButTheTemplate() throws Exception {
        LicenseType type = LicenseTypeJson.read(GOOD, 1);

        assertThat(LicenseTypeJson.writeForFace(type))
                .isEqualTo(JsonEdit.with(LicenseTypeJson.write(type), "/template", JsonEdit.REMOVED));
        assertThat(LicenseTypeJson.writeForFace(type).find("template")).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = PROBLEMS, delimiter = '|', quoteCharacter = '\'', useHeadersInDisplayName = true)
    void check_oneThingWrong_isTheOnlyProblem(String edit, String value, String rule, String pointer) {
        JsonValue.Members broken = JsonEdit.with(GOOD, edit, value.replace("TITLES", TITLES));

        assertThat(LicenseTypeJson.check(broken)).containsExactly(new TypeProblem(pointer, TypeRule.valueOf(rule)));
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> LicenseTypeJson.read(broken, 1))
                .satisfies(malformed -> assertThat(malformed.pointer()).isEqualTo(pointer));
    }

    @Test
    void check_everyRule_isInTheTableOrBelow() throws IOException {
        Set<TypeRule> tested = EnumSet.of(TypeRule.TOO_MANY_PROPERTIES, TypeRule.TOO_DEEP);
        try (InputStream table = LicenseTypeJsonTest.class.getResourceAsStream(PROBLEMS);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> {
                String[] columns = line.split("\\|");
                tested.add(TypeRule.valueOf(columns[columns.length - 2]));
            });
        }
        assertThat(tested).containsExactlyInAnyOrder(TypeRule.values());
    }

    @Test
    void check_emptyDefinition_missesEveryMember() {
        assertThat(LicenseTypeJson.check(JsonValue.Members.EMPTY))
                .hasSize(11)
                .allSatisfy(problem -> assertThat(problem.rule()).isEqualTo(TypeRule.MISSING_MEMBER))
                .extracting(TypeProblem::pointer)
                .contains("/code", "/name", "/fields", "/template")
                .doesNotHaveDuplicates();
    }

    @Test
    void check_severalThingsWrong_areAllReported() {
        JsonValue.Members broken = JsonEdit.with(
                JsonEdit.with(JsonEdit.with(GOOD, "/code", "\"X\""), "/fields/properties/day/format", "\"email\""),
                "/qrFields/0",
                "\"photo\"");

        assertThat(LicenseTypeJson.check(broken))
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly("TYPE_CODE /code", "FORMAT /fields/properties/day/format", "QR_FIELD /qrFields/0");
    }

    @Test
    void check_tooManyProperties_isReportedOnce() {
        String properties = IntStream.range(0, 101)
                .mapToObj(i -> "\"p" + i + "\":{\"type\":\"string\"," + TITLES + "}")
                .collect(Collectors.joining(",", "{", "}"));
        JsonValue.Members broken = JsonEdit.with(
                JsonEdit.with(JsonEdit.with(GOOD, "/fields/required", "[]"), "/qrFields", "[]"),
                "/fields/properties",
                properties);

        assertThat(LicenseTypeJson.check(broken))
                .containsExactly(new TypeProblem("/fields/properties", TypeRule.TOO_MANY_PROPERTIES));
        assertThat(LicenseTypeJson.check(JsonEdit.with(broken, "/fields/properties/p100", JsonEdit.REMOVED)))
                .isEmpty();
    }

    @Test
    void check_deepNesting_isReportedAtTheLimit() {
        assertThat(LicenseTypeJson.check(JsonEdit.with(GOOD, "/fields/properties/list/items", lists(1))))
                .isEmpty();
        assertThat(LicenseTypeJson.check(JsonEdit.with(GOOD, "/fields/properties/list/items", lists(2))))
                .containsExactly(new TypeProblem("/fields/properties/list/items/items/items", TypeRule.TOO_DEEP));
    }

    private static String lists(int depth) {
        return "{\"type\":\"array\",\"items\":".repeat(depth) + "{\"type\":\"string\"}" + "}".repeat(depth);
    }

    @ParameterizedTest
    @EnumSource(TypeRule.class)
    void message_exists_inBothLanguages(TypeRule rule) {
        TypeProblem problem = new TypeProblem("", rule);

        assertThat(problem.message().chinese()).isNotBlank();
        assertThat(problem.message().english()).isNotBlank();
        assertThat(problem.code()).isEqualTo(rule.name());
    }

    @ParameterizedTest
    @CsvSource({
        "P1Y,false,2025-03-01,2026-02-28",
        "P1Y,false,2024-02-29,2025-02-27",
        "P6M,false,2025-08-31,2026-02-27",
        "P30D,false,2025-01-01,2025-01-30"
    })
    void validityRule_defaultLastDay_isTheDayBefore(Period period, boolean open, LocalDate first, LocalDate last) {
        ValidityRule rule = new ValidityRule(List.of(period), open);

        assertThat(rule.defaultLastDay(first)).contains(last);
        assertThat(rule.admits(new ValidityPeriod(first, Optional.of(last)))).isTrue();
        assertThat(rule.admits(new ValidityPeriod(first, Optional.of(last.plusDays(3)))))
                .isFalse();
        assertThat(rule.admits(new ValidityPeriod(first, Optional.empty()))).isFalse();
        assertThat(new ValidityRule(List.of(period), true).admits(new ValidityPeriod(first, Optional.empty())))
                .isTrue();
    }
}
