package org.zhengzhao.registry.requirement.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.FieldSchema;
import org.zhengzhao.schema.type.LicenseType;

class ConditionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final String FIELDS = """
            {"type":"object","additionalProperties":false,"required":["scope","kind"],"properties":{
              "scope":{"type":"string","x-titles":{"zh-CN":"经营项目","en":"Business items"}},
              "kind":{"type":"string","enum":["餐饮","食堂"],"x-titles":{"zh-CN":"业态","en":"Form"}},
              "class":{"type":"integer","x-titles":{"zh-CN":"等级","en":"Class"}},
              "chain":{"type":"boolean","x-titles":{"zh-CN":"连锁","en":"Chain"}},
              "trainedOn":{"type":"string","format":"date","x-titles":{"zh-CN":"培训日期","en":"Trained on"}},
              "tags":{"type":"array","x-titles":{"zh-CN":"标签","en":"Tags"},"items":{"type":"string",
                "x-titles":{"zh-CN":"标签","en":"Tag"}}},
              "vehicles":{"type":"array","x-titles":{"zh-CN":"车辆","en":"Vehicles"},"items":{"type":"object","additionalProperties":false,
                "x-titles":{"zh-CN":"车辆","en":"Vehicle"},"properties":{
                  "tonnes":{"type":"integer","x-titles":{"zh-CN":"吨位","en":"Tonnes"}},
                  "plate":{"type":"string","x-titles":{"zh-CN":"号牌","en":"Plate"}}}}},
              "photo":{"type":"string","contentEncoding":"base64","contentMediaType":"image/png",
                "x-titles":{"zh-CN":"照片","en":"Photo"}}
            }}""";
    private static final LicenseType TYPE = type();
    private static final ConditionCompiler COMPILER = new ConditionCompiler();

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "license.fields.scope.contains('热食类') ¦ TRUE",
                "license.fields.scope.contains('冷食类') ¦ FALSE",
                "license.fields.scope.startsWith('热食类食品') ¦ TRUE",
                "license.fields.kind == '餐饮' ¦ TRUE",
                "'餐饮' == license.fields.kind ¦ TRUE",
                "license.fields.kind != '餐饮' ¦ FALSE",
                "license.fields.kind in ['餐饮', '食堂'] ¦ TRUE",
                "license.fields.class >= 3 && license.fields.class < 4 ¦ TRUE",
                "3 >= license.fields.class ¦ TRUE",
                "license.fields.class > 3 || license.fields.chain ¦ TRUE",
                "!license.fields.chain ¦ FALSE",
                "license.fields.chain == false ¦ FALSE",
                "license.fields.trainedOn >= monthsBefore(today, 12) ¦ TRUE",
                "license.fields.trainedOn >= monthsBefore(today, 1) ¦ FALSE",
                "license.fields.trainedOn == date('2026-03-01') ¦ TRUE",
                "license.validUntil >= monthsAfter(today, 3) ¦ TRUE",
                "license.validUntil < daysAfter(today, 3660) ¦ TRUE",
                "license.issuedOn <= daysBefore(today, 1) ¦ TRUE",
                "license.status == 'VALID' ¦ TRUE",
                "license.number == 'N-1' ¦ TRUE",
                "license.areaCode.startsWith('1101') ¦ TRUE",
                "'连锁' in license.fields.tags ¦ TRUE",
                "size(license.fields.tags) == 2 ¦ TRUE",
                "license.fields.tags.size() > 2 ¦ FALSE",
                "size(license.fields.scope) > 3 ¦ TRUE",
                "license.fields.tags.exists(t, t.startsWith('连')) ¦ TRUE",
                "license.fields.vehicles.exists(v, v.tonnes >= 10 && v.plate.contains('京')) ¦ TRUE",
                "license.fields.vehicles.exists(v, v.tonnes >= 100) ¦ FALSE",
                "license.acts.exists(a, a.act == 'SUSPEND' && a.effectiveOn >= monthsBefore(today, 12)) ¦ TRUE",
                "license.acts.exists(a, a.act == 'REVOKE_AS_PENALTY') ¦ FALSE",
                "has(license.fields.class) ¦ TRUE",
                "true ¦ TRUE"
            })
    void test_license_isAnswered(String condition, Tested expected) throws Exception {
        assertThat(COMPILER.compile(condition, TYPE).test(license(), TODAY)).isEqualTo(expected);
    }

    @Test
    void test_absentField_cannotTellUnlessGuarded() throws Exception {
        LicenseFacts bare = facts(Map.of("scope", text("x"), "kind", text("餐饮")), Optional.empty());
        assertThat(tested("license.fields.class >= 3", bare)).isEqualTo(Tested.PART_ABSENT);
        assertThat(tested("has(license.fields.class) && license.fields.class >= 3", bare))
                .isEqualTo(Tested.FALSE);
        assertThat(tested("license.fields.class >= 3 || license.fields.kind == '餐饮'", bare))
                .isEqualTo(Tested.TRUE);
    }

    /** A license may be of an older version of its type, in which the field was a text. */
    @Test
    void test_fieldOfAnotherType_cannotTell() throws Exception {
        LicenseFacts old = facts(Map.of("class", text("third")), Optional.empty());
        assertThat(tested("license.fields.class >= 3", old)).isEqualTo(Tested.PART_ABSENT);
    }

    @Test
    void test_licenseWithoutEnd_isValidAfterEveryDay() throws Exception {
        assertThat(tested("license.validUntil > daysAfter(today, 3660)", facts(Map.of(), Optional.empty())))
                .isEqualTo(Tested.TRUE);
    }

    @Test
    void test_tooManyItems_endsByBudget() throws Exception {
        List<JsonValue> tags =
                java.util.Collections.nCopies(ConditionCompiler.MAX_ITERATIONS + 1, new JsonValue.Text("x"));
        LicenseFacts many = facts(Map.of("tags", new JsonValue.Items(tags)), Optional.empty());
        assertThat(tested("license.fields.tags.exists(t, t == 'y')", many)).isEqualTo(Tested.BUDGET_EXCEEDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "license.fields.nothing == 'x' ¦ UNKNOWN_NAME ¦ 15",
                "license.nothing == 'x' ¦ UNKNOWN_NAME ¦ 8",
                "holder.name == 'x' ¦ UNKNOWN_NAME ¦ 1",
                "license.fields.photo == 'x' ¦ UNKNOWN_NAME ¦ 15",
                "license.fields.vehicles.exists(v, w.tonnes > 1) ¦ UNKNOWN_NAME ¦ 35",
                "license.fields.scope > 'a' ¦ TYPE_MISMATCH ¦ 22",
                "license.fields.class == '3' ¦ TYPE_MISMATCH ¦ 22",
                "license.fields.class.contains('3') ¦ TYPE_MISMATCH ¦ 15",
                "license.fields.trainedOn > '2026-01-01' ¦ TYPE_MISMATCH ¦ 26",
                "license.fields.scope in [3] ¦ TYPE_MISMATCH ¦ 26",
                "license.fields == license.fields ¦ TYPE_MISMATCH ¦ 16",
                "license.fields.class ¦ NOT_YES_OR_NO ¦ 15",
                "'x' ¦ NOT_YES_OR_NO ¦ 1",
                "license.acts ¦ NOT_YES_OR_NO ¦ 8",
                "license.fields.chain && true ¦ NOT_IN_LANGUAGE ¦ 25",
                "false ¦ NOT_IN_LANGUAGE ¦ 1",
                "1 == 1 ¦ NOT_IN_LANGUAGE ¦ 3",
                "license.status == 'FINE' ¦ WRONG_VALUE ¦ 16",
                "license.fields.kind in ['餐饮', '酒吧'] ¦ WRONG_VALUE ¦ 31",
                "license.acts.exists(a, a.act == 'ISSUE') ¦ WRONG_VALUE ¦ 30",
                "license.issuedOn > date('2026-02-30') ¦ WRONG_VALUE ¦ 25",
                "license.issuedOn > date(license.number) ¦ WRONG_VALUE ¦ 32",
                "license.issuedOn > monthsBefore(today, 0) ¦ WRONG_VALUE ¦ 40",
                "license.issuedOn > monthsBefore(today, 99999999999) ¦ WRONG_VALUE ¦ 40",
                "license.issuedOn > monthsBefore(monthsBefore(today, 1), 1) ¦ TYPE_MISMATCH ¦ 45",
                "license.fields.scope.matches('a+') ¦ NOT_IN_LANGUAGE ¦ 29",
                "license.fields.scope.endsWith('a') ¦ NOT_IN_LANGUAGE ¦ 30",
                "license.fields.tags.all(t, t == 'x') ¦ NOT_IN_LANGUAGE ¦ 24",
                "license.fields.tags.map(t, t) == [] ¦ NOT_IN_LANGUAGE ¦ 24",
                "license.fields.tags[0] == 'x' ¦ NOT_IN_LANGUAGE ¦ 20",
                "license.fields.class + 1 == 2 ¦ NOT_IN_LANGUAGE ¦ 22",
                "license.fields.chain ? true : false ¦ NOT_IN_LANGUAGE ¦ 22",
                "dyn(license) == 3 ¦ NOT_IN_LANGUAGE ¦ 4",
                "frobnicate(license.fields.class) ¦ NOT_IN_LANGUAGE ¦ 11",
                "timestamp('2026-01-01T00:00:00Z') < today ¦ NOT_IN_LANGUAGE ¦ 10",
                "{'a': 1}.a == 1 ¦ NOT_IN_LANGUAGE ¦ 1",
                "license.fields.tags.exists(t, license.fields.tags.exists(u, u == 'x')) ¦ NOT_IN_LANGUAGE ¦ 45",
                "license.fields.tags.exists(license, license == 'x') ¦ NOT_IN_LANGUAGE ¦ 15",
                "has(license.status) ¦ NOT_IN_LANGUAGE ¦ 4",
                "license.fields.kind in [] ¦ NOT_IN_LANGUAGE ¦ 21",
                "license.number == b'x' ¦ NOT_IN_LANGUAGE ¦ 19",
                "license.fields.class == 1.5 ¦ NOT_IN_LANGUAGE ¦ 25",
                "license.number == '' ¦ WRONG_VALUE ¦ 19",
                "license.number == ¦ SYNTAX ¦ 18",
                "license.number == 'x ¦ SYNTAX ¦ 19",
                "; drop table license ¦ SYNTAX ¦ 1"
            })
    void compile_refused_namesRuleAndPosition(String condition, ConditionRule rule, int position) {
        ConditionProblem problem = refused(condition);
        assertThat(problem.rule()).as(problem.message().english()).isEqualTo(rule);
        assertThat(problem.position()).as(problem.message().english()).isEqualTo(position);
        assertThat(problem.message().english()).doesNotContain("dev.cel", "Exception", "ERROR");
        assertThat(problem.message().chinese()).contains("第 " + position + " 个字符");
    }

    @Test
    void compile_hugeText_isRefusedBeforeItIsRead() {
        assertThat(refused("license.number == '" + "x".repeat(100_000) + "'").rule())
                .isEqualTo(ConditionRule.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "!(", "-(", "has(", "{1:", "a(", "license.fields.tags.exists(a, "})
    void compile_deepNesting_isRefused(String open) {
        String text = open.repeat((ConditionCompiler.MAX_CHARACTERS - 1) / open.length()) + "1";
        assertThat(refused(text).rule()).isIn(ConditionRule.SYNTAX, ConditionRule.TOO_DEEP);
        String closed = "(".repeat(900) + "license.fields.chain" + ")".repeat(900);
        assertThat(refused(closed).rule()).isIn(ConditionRule.SYNTAX, ConditionRule.TOO_DEEP);
    }

    @Test
    void compile_deepMembers_areRefused() {
        assertThat(refused("license" + ".fields".repeat(250)).rule())
                .isIn(ConditionRule.SYNTAX, ConditionRule.TOO_DEEP);
        assertThat(refused("license" + ".fields".repeat(20)).rule()).isEqualTo(ConditionRule.TOO_DEEP);
    }

    @Test
    void compile_manyParts_areRefused() {
        assertThat(refused(String.join(" || ", java.util.Collections.nCopies(110, "today<today")))
                        .rule())
                .isEqualTo(ConditionRule.TOO_LARGE);
        String numbers = String.join(",", java.util.Collections.nCopies(400, "1"));
        assertThat(refused("license.fields.class in [" + numbers + "]").rule()).isEqualTo(ConditionRule.TOO_LARGE);
    }

    @Test
    void compile_controlCharacters_areRefused() {
        assertThat(refused("license.number == 'a\u0007'").rule()).isEqualTo(ConditionRule.CONTROL_CHARACTER);
        assertThat(refused("license.number == 'a\\x07'").rule()).isEqualTo(ConditionRule.CONTROL_CHARACTER);
        assertThat(refused("license.number == 'a\\u202e'").rule()).isEqualTo(ConditionRule.CONTROL_CHARACTER);
        assertThat(refused("license.number == 'a\u202eb'").rule()).isEqualTo(ConditionRule.CONTROL_CHARACTER);
    }

    /** What is in quotes can close them in no language: it is compared, and shown, as it is. */
    @Test
    void compile_quotesAndHtmlInTexts_stayTexts() throws Exception {
        String value = "'); drop table license; --<script>alert(\"x\")</script>{{7*7}}${x}";
        String condition = "license.number == \"" + value.replace("\"", "\\\"") + "\"";
        Condition compiled = COMPILER.compile(condition, TYPE);
        assertThat(compiled.test(license(), TODAY)).isEqualTo(Tested.FALSE);
        assertThat(compiled.words().english()).isEqualTo("the license number is “" + value + "”");
    }

    /** A value with our own quotes in it would end the value early for a reader. */
    @Test
    void words_valueWithQuotes_hasOthersAround() throws Exception {
        assertThat(words("license.number == 'a”，或者状态为“有效'").chinese()).isEqualTo("证照编号为『a”，或者状态为“有效』");
        assertThat(refused("license.number == 'a”『'").rule()).isEqualTo(ConditionRule.WRONG_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "license.fields.scope.contains('热食类') ¦ 「经营项目」包含“热食类” ¦ ‘Business items’ contains “热食类”",
                "!license.fields.scope.startsWith('热') ¦ 「经营项目」的开头不是“热” ¦ ‘Business items’ does not start with “热”",
                "license.status == 'VALID' ¦ 状态为“有效” ¦ the status is “valid”",
                "!(license.status == 'VALID') ¦ 状态不为“有效” ¦ the status is not “valid”",
                "license.fields.kind in ['餐饮', '食堂'] ¦ 「业态」为“餐饮”、“食堂”之一 ¦ ‘Form’ is one of “餐饮”, “食堂”",
                "license.fields.class >= 3 ¦ 「等级」不小于3 ¦ ‘Class’ is at least 3",
                "!(license.fields.class >= 3) ¦ 「等级」小于3 ¦ ‘Class’ is less than 3",
                "license.validUntil >= monthsAfter(today, 3) ¦ 有效期截止日期不早于核查当日后 3 个月 ¦"
                        + " the last day of validity is not before 3 months after the day of the check",
                "today > license.issuedOn ¦ 颁发日期早于核查当日 ¦ the date of issue is before the day of the check",
                "license.fields.chain ¦ 「连锁」为“是” ¦ ‘Chain’ is “yes”",
                "license.fields.chain == false ¦ 「连锁」为“否” ¦ ‘Chain’ is “no”",
                "license.fields.chain != false ¦ 「连锁」为“是” ¦ ‘Chain’ is “yes”",
                "'连锁' in license.fields.tags ¦ 「标签」中有“连锁” ¦ “连锁” is among ‘Tags’",
                "size(license.fields.tags) == 2 ¦ 「标签」的项数为2 ¦ the number of ‘Tags’ is 2",
                "has(license.fields.class) && license.fields.class > 1 ¦ 载有「等级」，且「等级」大于1 ¦"
                        + " ‘Class’ is given, and ‘Class’ is more than 1",
                "license.fields.class == 1 && (license.fields.chain || license.fields.kind == '食堂') ¦"
                        + " 「等级」为1，且（「连锁」为“是”，或者「业态」为“食堂”） ¦"
                        + " ‘Class’ is 1, and (‘Chain’ is “yes”, or ‘Form’ is “食堂”)",
                "!(license.fields.class == 1 || license.fields.chain) ¦ 并非（「等级」为1，或者「连锁」为“是”） ¦"
                        + " it is not so that (‘Class’ is 1, or ‘Chain’ is “yes”)",
                "license.acts.exists(a, a.act == 'REVOKE_AS_PENALTY' && a.effectiveOn >= monthsBefore(today, 12)) ¦"
                        + " 办理记录中至少有一项（该项「行为」为“吊销”，且该项「生效日期」不早于核查当日前 12 个月） ¦"
                        + " there is one among the acts of which (its ‘act’ is “revoke as a penalty”, and its ‘effective"
                        + " day’ is not before 12 months before the day of the check)",
                "!license.fields.tags.exists(t, t == 'x') ¦ 「标签」中没有任何一项（该项为“x”） ¦"
                        + " there is none among ‘Tags’ of which (it is “x”)",
                "true ¦ 不另设条件 ¦ no further condition"
            })
    void words_ofEveryShape(String condition, String chinese, String english) throws Exception {
        assertThat(words(condition).chinese()).isEqualTo(chinese);
        assertThat(words(condition).english()).isEqualTo(english);
    }

    @Test
    void reads_areNamedAsGrantsNameThem() throws Exception {
        Condition condition = COMPILER.compile(
                "license.status == 'VALID' && license.fields.class > 1 && license.validUntil > today"
                        + " && license.fields.vehicles.exists(v, v.tonnes > license.fields.class)"
                        + " && license.acts.exists(a, a.act == 'SUSPEND') && has(license.fields.chain)",
                TYPE);
        assertThat(condition.reads(clause -> false))
                .containsExactlyInAnyOrder(
                        "/fields/class", "/validUntil", "/fields/vehicles", Condition.ACTS, "/fields/chain");
        assertThat(COMPILER.compile("license.fields.class > 1", TYPE).reads(clause -> clause instanceof Term.Compared))
                .isEmpty();
    }

    @Test
    void exception_hasNoTextOfTheLibrary() {
        assertThatThrownBy(() -> COMPILER.compile("x", TYPE))
                .isInstanceOf(RefusedConditionException.class)
                .hasMessage("UNKNOWN_NAME");
    }

    private static ConditionProblem refused(String condition) {
        try {
            COMPILER.compile(condition, TYPE);
        } catch (RefusedConditionException refused) {
            return refused.problem();
        }
        return fail("was taken: " + condition);
    }

    private static org.zhengzhao.schema.text.Bilingual words(String condition) throws Exception {
        return COMPILER.compile(condition, TYPE).words();
    }

    private static Tested tested(String condition, LicenseFacts license) throws Exception {
        return COMPILER.compile(condition, TYPE).test(license, TODAY);
    }

    private static LicenseFacts license() {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("scope", text("热食类食品制售；自制饮品制售"));
        fields.put("kind", text("餐饮"));
        fields.put("class", new JsonValue.Whole(3));
        fields.put("chain", new JsonValue.Flag(true));
        fields.put("trainedOn", text("2026-03-01"));
        fields.put("tags", new JsonValue.Items(List.of(text("连锁"), text("外卖"))));
        fields.put(
                "vehicles",
                new JsonValue.Items(List.of(
                        new JsonValue.Members(Map.of("tonnes", new JsonValue.Whole(2), "plate", text("京A"))),
                        new JsonValue.Members(Map.of("tonnes", new JsonValue.Whole(12), "plate", text("京B"))))));
        return facts(fields, Optional.of(LocalDate.of(2027, 6, 30)));
    }

    private static LicenseFacts facts(Map<String, JsonValue> fields, Optional<LocalDate> until) {
        return new LicenseFacts(
                "N-1",
                LicenseStatus.VALID,
                LocalDate.of(2026, 1, 5),
                LocalDate.of(2026, 1, 5),
                until,
                "110105",
                new JsonValue.Members(fields),
                List.of(
                        new LicenseFacts.DoneAct(Act.SUSPEND, LocalDate.of(2026, 2, 1)),
                        new LicenseFacts.DoneAct(Act.RESUME, LocalDate.of(2026, 3, 1))));
    }

    private static JsonValue text(String value) {
        return new JsonValue.Text(value);
    }

    /** A sample type with other fields. */
    private static LicenseType type() {
        LicenseType sample =
                SampleTypes.find("food-business-permit").orElseThrow().type();
        try {
            return new LicenseType(
                    sample.code(),
                    1,
                    sample.name(),
                    false,
                    sample.definingAuthorityName(),
                    sample.definingAuthorityLevel(),
                    sample.holderCategory(),
                    sample.issuingLevel(),
                    sample.validity(),
                    sample.sharingClass(),
                    false,
                    new FieldSchema(StrictJson.readObject(FIELDS.getBytes(StandardCharsets.UTF_8), 10_000)),
                    List.of(),
                    sample.template());
        } catch (MalformedJsonException broken) {
            throw new IllegalStateException(broken.pointer(), broken);
        }
    }
}
