package org.zhengzhao.schema.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.json.JsonEdit;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Language;

class FieldValidatorTest {
    private static final JsonValue.Members DEFINITION = JsonEdit.object("""
            {"type":"object","additionalProperties":false,"required":["name","status"],
             "x-order":["status","name"],
             "properties":{
              "name":{"type":"string","minLength":2,"maxLength":5,"x-titles":{"zh-CN":"名称","en":"Name"}},
              "status":{"type":"string","enum":["营业","停业"],"x-titles":{"zh-CN":"经营状态","en":"Status"}},
              "code":{"type":"string","format":"uscc","x-titles":{"zh-CN":"代码","en":"Code"}},
              "person":{"type":"string","format":"citizen-number","x-titles":{"zh-CN":"身份号码","en":"Person"}},
              "day":{"type":"string","format":"date","x-titles":{"zh-CN":"日期","en":"Day"}},
              "place":{"type":"string","format":"area-code","x-titles":{"zh-CN":"属地","en":"Place"}},
              "phone":{"type":"string","pattern":"^[0-9]{3,5}$","x-titles":{"zh-CN":"电话","en":"Phone"}},
              "year":{"type":"integer","minimum":2015,"maximum":2030,"x-titles":{"zh-CN":"年份","en":"Year"}},
              "share":{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":100,"multipleOf":5,
                "x-titles":{"zh-CN":"份额","en":"Share"}},
              "main":{"type":"boolean","x-titles":{"zh-CN":"正本","en":"Original"}},
              "marks":{"type":"array","minItems":1,"maxItems":3,"uniqueItems":true,
                "items":{"type":"string","maxLength":2},"x-titles":{"zh-CN":"标记","en":"Marks"}},
              "owners":{"type":"array","x-titles":{"zh-CN":"共有人","en":"Owners"},
                "items":{"type":"object","additionalProperties":false,"required":["who"],
                  "properties":{"who":{"type":"string","x-titles":{"zh-CN":"姓名","en":"Full name"}}}}},
              "inner":{"type":"object","additionalProperties":false,"required":["who"],
                "x-titles":{"zh-CN":"其他","en":"Inner"},
                "properties":{"who":{"type":"string","x-titles":{"zh-CN":"经办人","en":"Officer"}}}},
              "photo":{"type":"string","contentEncoding":"base64","contentMediaType":"image/png",
                "x-picture":{"maxOctets":2000,"maxWidth":40,"maxHeight":50},"x-titles":{"zh-CN":"照片","en":"Photo"}},
              "scan":{"type":"string","contentEncoding":"base64","contentMediaType":"image/jpeg",
                "x-titles":{"zh-CN":"扫描件","en":"Scan"}}
             }}
            """);
    private static final FieldSchema FIELDS = new FieldSchema(DEFINITION);
    private static final FieldValidator VALIDATOR = new FieldValidator(FIELDS);
    private static final JsonValue.Members GOOD = JsonEdit.object("""
            {"name":"云杉里","status":"营业","code":"91110000MAFAKE019D","person":"110101190001010014","day":"2024-02-29",
             "place":"110105","phone":"12315","year":2025,"share":50,"main":true,"marks":["甲","乙"],
             "owners":[{"who":"甲"}],"inner":{"who":"乙\\n丙"}}
            """);

    @Test
    void validate_goodFields_findsNothing() throws Exception {
        JsonValue.Members withPictures = JsonEdit.with(
                JsonEdit.with(GOOD, "/photo", quoted(picture("png", 40, 50))), "/scan", quoted(picture("jpg", 33, 44)));

        assertThat(problems(withPictures)).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "field-problems.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            useHeadersInDisplayName = true)
    void validate_oneThingWrong_isTheOnlyProblem(
            String edit, String value, String rule, String pointer, String chinese, String english) {
        JsonValue.Members broken = JsonEdit.with(GOOD, edit, value);

        assertThat(VALIDATOR.validate(broken, "/fields", Language.CHINESE))
                .containsExactly(new FieldProblem("/fields" + pointer, FieldRule.valueOf(rule), chinese));
        assertThat(VALIDATOR.validate(broken, "/fields", Language.ENGLISH))
                .containsExactly(new FieldProblem("/fields" + pointer, FieldRule.valueOf(rule), english));
    }

    @Test
    void validate_everythingWrong_isReportedAtOnceInOrder() {
        List<FieldProblem> problems = VALIDATOR.validate(JsonEdit.object("""
                        {"zzz":1,"year":1,"name":"字字字字字字","owners":[{"who":"甲"},{"x":1},"乙"],"day":"2025-02-30","phone":7}
                        """), "", Language.CHINESE);

        assertThat(problems)
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly(
                        "REQUIRED /status",
                        "MAX_LENGTH /name",
                        "FORMAT /day",
                        "TYPE /phone",
                        "MINIMUM /year",
                        "UNKNOWN_MEMBER /owners/1/x",
                        "REQUIRED /owners/1/who",
                        "TYPE /owners/2",
                        "UNKNOWN_MEMBER /zzz");
    }

    @Test
    void validate_anyProblem_doesNotRepeatTheValue() {
        JsonValue.Members secret = JsonEdit.object("""
                {"name":"SECRET","status":"SECRET","code":"SECRET","person":"SECRET","day":"SECRET","place":"SECRET",
                 "phone":"SECRET","year":"SECRET","main":"SECRET","marks":["SECRET"],"photo":"SECRET"}
                """);
        for (Language language : Language.values()) {
            List<FieldProblem> problems = VALIDATOR.validate(secret, "", language);

            assertThat(problems).hasSize(11);
            assertThat(problems.toString()).doesNotContain("SECRET");
        }
    }

    @Test
    void validate_pictures_areCheckedFromTheOutside() throws Exception {
        assertPicture("photo", "\"not base64\"", FieldRule.PICTURE_ENCODING);
        assertPicture("photo", "\"QUJD\\nQUJD\"", FieldRule.PICTURE_ENCODING);
        assertPicture("photo", "\"QUI\"", FieldRule.PICTURE_ENCODING);
        assertPicture("photo", "\"QUJ=\"", FieldRule.PICTURE_ENCODING);
        assertPicture("photo", "\"\"", FieldRule.PICTURE_FORMAT);
        assertPicture("photo", "\"QUJD\"", FieldRule.PICTURE_FORMAT);
        assertPicture("photo", quoted(picture("jpg", 10, 10)), FieldRule.PICTURE_FORMAT);
        assertPicture("scan", quoted(picture("png", 10, 10)), FieldRule.PICTURE_FORMAT);
        assertPicture("photo", quoted(picture("png", 41, 50)), FieldRule.PICTURE_SIZE);
        assertPicture("photo", quoted(picture("png", 40, 51)), FieldRule.PICTURE_SIZE);
        assertPicture("scan", quoted(picture("jpg", 2001, 1)), FieldRule.PICTURE_SIZE);
        assertPicture("photo", quoted(new byte[2001]), FieldRule.PICTURE_OCTETS);
        assertPicture("photo", quoted(new byte[2000]), FieldRule.PICTURE_FORMAT);
        assertPicture("photo", "\"" + "A".repeat(100_000) + "\"", FieldRule.PICTURE_OCTETS);
    }

    /** A header that lies about its lengths must not lead the reader astray. */
    @Test
    void validate_truncatedPicture_isRefusedAtEveryLength() throws Exception {
        byte[] jpeg = picture("jpg", 16, 16);
        int startOfFrame = 0;
        while ((jpeg[startOfFrame] & 0xFF) != 0xFF || (jpeg[startOfFrame + 1] & 0xFF) != 0xC0) {
            startOfFrame++;
        }
        for (int length = 0; length < startOfFrame + 9; length++) {
            assertPicture("scan", quoted(Arrays.copyOf(jpeg, length)), FieldRule.PICTURE_FORMAT);
        }
        byte[] png = picture("png", 16, 16);
        for (int length = 0; length < 24; length++) {
            assertPicture("photo", quoted(Arrays.copyOf(png, length)), FieldRule.PICTURE_FORMAT);
        }
    }

    @ParameterizedTest
    @EnumSource(FieldRule.class)
    void message_exists_inBothLanguages(FieldRule rule) {
        FieldPath path = FieldPath.root(FIELDS, "").member("name");
        for (Language language : Language.values()) {
            assertThat(new FieldMessages(language).message(rule, path, "7")).doesNotContain("{0}", "{1}");
        }
    }

    @Test
    void message_longEnumeration_isCutShort() {
        String values =
                IntStream.range(0, 30).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        FieldValidator validator =
                new FieldValidator(new FieldSchema(JsonEdit.with(DEFINITION, "/properties/status/enum", values)));

        assertThat(validator.validate(GOOD, "", Language.ENGLISH))
                .extracting(FieldProblem::message)
                .containsExactly("“Status” must be one of: v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, …");
    }

    @Test
    void validate_manyThreads_agree() throws Exception {
        JsonValue.Members broken = JsonEdit.with(GOOD, "/year", "1");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> both =
                    () -> problems(GOOD).size() * 10 + problems(broken).size();
            for (Future<Integer> result : threads.invokeAll(Collections.nCopies(400, both))) {
                assertThat(result.get()).isEqualTo(1);
            }
        }
    }

    /** On a backtracking engine each of these would run for years. */
    @Test
    void validate_patternsThatExplodeElsewhere_areFast() {
        for (String pattern : List.of("^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$")) {
            JsonValue.Members definition =
                    JsonEdit.with(DEFINITION, "/properties/phone/pattern", "\"" + pattern + "\"");
            FieldValidator validator = new FieldValidator(new FieldSchema(definition));
            JsonValue.Members fields = JsonEdit.with(GOOD, "/phone", "\"" + "a".repeat(1_999) + "!\"");

            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(validator.validate(fields, "", Language.ENGLISH))
                            .extracting(FieldProblem::rule)
                            .containsExactly(FieldRule.PATTERN));
        }
    }

    @Test
    void pattern_longerValueThanTheLimit_doesNotMatch() {
        FieldPattern any = FieldPattern.find("a").orElseThrow();

        assertThat(any.matches("a".repeat(2_000))).isTrue();
        assertThat(any.matches("a".repeat(2_001))).isFalse();
    }

    @Test
    void pattern_endAnchor_isTheVeryEnd() {
        assertThat(FieldPattern.find("^[0-9]+$").orElseThrow().matches("1\n")).isFalse();
    }

    @Test
    void constructor_definitionThatWasNotChecked_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldValidator(
                        new FieldSchema(JsonEdit.with(DEFINITION, "/$ref", "\"https://example.com/schema\""))));
    }

    @Test
    void fieldSchema_tellsNamesTitlesAndPictures() {
        assertThat(FIELDS.names()).startsWith("status", "name", "code").hasSize(15);
        assertThat(FIELDS.title("name").orElseThrow().chinese()).isEqualTo("名称");
        assertThat(FIELDS.title("other")).isEmpty();
        assertThat(FIELDS.required("name")).isTrue();
        assertThat(FIELDS.required("code")).isFalse();
        assertThat(FIELDS.pictureFields())
                .containsExactly(
                        new PictureField("photo", PictureFormat.PNG, 2000, 40, 50),
                        new PictureField("scan", PictureFormat.JPEG, 51_200, 2_000, 2_000));
    }

    private static void assertPicture(String name, String json, FieldRule rule) {
        assertThat(problems(JsonEdit.with(GOOD, "/" + name, json)))
                .extracting(problem -> problem.rule() + " " + problem.pointer())
                .containsExactly(rule + " /" + name);
    }

    private static List<FieldProblem> problems(JsonValue.Members fields) {
        return VALIDATOR.validate(fields, "", Language.CHINESE);
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static String quoted(byte[] octets) {
        return "\"" + Base64.getEncoder().encodeToString(octets) + "\"";
    }
}
