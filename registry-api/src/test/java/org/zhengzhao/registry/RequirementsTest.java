package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.zhengzhao.registry.MatterCheckTest.requirements;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.OPERATOR;
import static org.zhengzhao.registry.TestDepartment.as;
import static org.zhengzhao.registry.TestDepartment.refused;
import static org.zhengzhao.registry.TestDepartment.type;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** What a matter requires is saved in versions, checked, and said in words; single questions are answered with yes or no. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RequirementsTest {
    private static final String FOOD = Api.FOOD;
    private static final String ENGINEER = "class-2-cost-engineer";
    private static final String CITIZEN = "110101190001010014";

    @Test
    void save_everyVersion_isKeptAndSaidInWords() {
        TestDepartment department = TestDepartment.register();
        department
                .self()
                .get("/v1/matters/" + MATTER + "/requirements")
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("requirements", hasSize(0));
        requirements(department)
                .add("food", FOOD, "HOLDS", "license.fields.mainBusinessForm == '餐饮服务经营者'")
                .save()
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body(
                        "requirements[0].words.en",
                        equalTo(
                                "The holder has a valid ‘Food Business Permit’ for which: ‘Main form of business’ is “餐饮服务经营者”."))
                .body("requirements[0].words.zh-CN", equalTo("持证主体持有有效的「食品经营许可证」，且符合：「主体业态」为“餐饮服务经营者”。"));
        refused(requirements(department).add("food", FOOD, "HOLDS", "true").save(), ProblemType.REQUIREMENTS_CHANGED);
        requirements(department, 1)
                .add("none", FOOD, "HOLDS_NONE", "license.status == 'PENALTY_REVOKED'")
                .save()
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body(
                        "requirements[0].words.en",
                        equalTo(
                                "The holder has no ‘Food Business Permit’, in whatever status, for which: the status is “revoked as a"
                                        + " penalty”."));
        refused(
                requirements(department, 1).add("food", FOOD, "HOLDS", "true").save(),
                ProblemType.REQUIREMENTS_CHANGED);
        department
                .self()
                .get("/v1/matters/" + MATTER + "/requirements")
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("requirements.code", equalTo(List.of("none")));
        department
                .self()
                .queryParam("version", "1")
                .get("/v1/matters/" + MATTER + "/requirements")
                .then()
                .statusCode(200)
                .body("requirements.code", equalTo(List.of("food")));
        refused(
                department.self().queryParam("version", "3").get("/v1/matters/" + MATTER + "/requirements"),
                ProblemType.NOT_FOUND);
    }

    /** They are not compiled when they are loaded. */
    @Test
    void sampleRequirements_eachHasItsWords() {
        Response answer = as("commerce-bureau").get("/v1/matters/" + MATTER + "/requirements");
        assertThat(answer.<List<String>>path("requirements.words.en"))
                .containsExactly(
                        "The holder has a valid ‘Business License’ for which: ‘Business scope’ contains “餐饮服务”.",
                        "The holder has a valid ‘Food Business Permit’ for which: ‘Main form of business’ is “餐饮服务经营者”,"
                                + " and ‘Business items’ contains “热食类食品制售”.",
                        "The holder has no ‘Food Business Permit’, in whatever status, for which: there is one among the"
                                + " acts of which (its ‘act’ is “revoke as a penalty”, and its ‘effective day’ is not"
                                + " before 12 months before the day of the check).");
    }

    @Test
    void save_badConditions_areEachNamed() {
        TestDepartment department = TestDepartment.register();
        Response answer = requirements(department)
                .add("a", FOOD, "HOLDS", "license.fields.nothing == 'x'")
                .add("b", FOOD, "HOLDS", "license.fields.businessItems > 3")
                .add("a", FOOD, "HOLDS", "x".repeat(3000))
                .add("d", FOOD, "HOLDS", "license.fields.businessItems.map(x, x)")
                .add("e", FOOD, "HOLDS", "(".repeat(1500))
                .save();
        refused(answer, ProblemType.REQUIREMENT_REFUSED);
        assertThat(answer.<List<String>>path("errors.pointer"))
                .containsExactly(
                        "/requirements/0/condition",
                        "/requirements/1/condition",
                        "/requirements/2/code",
                        "/requirements/2/condition",
                        "/requirements/3/condition",
                        "/requirements/4/condition");
        assertThat(answer.<List<String>>path("errors.code"))
                .startsWith("UNKNOWN_NAME", "TYPE_MISMATCH", "DUPLICATE", "TOO_LONG", "NOT_IN_LANGUAGE");
        department.self().get("/v1/matters/" + MATTER + "/requirements").then().body("version", equalTo(0));
        refused(
                as(OPERATOR)
                        .body("{\"department\":\"" + department.code() + "\",\"requirements\":[]}")
                        .put("/v1/matters/" + MATTER + "/requirements"),
                ProblemType.VALIDATION_FAILED);
        refused(
                as("commerce-bureau").body("{}").put("/v1/matters/" + MATTER + "/requirements"),
                ProblemType.NOT_AUTHORISED);
        refused(
                requirements(TestDepartment.registerWithoutMatter())
                        .add("food", FOOD, "HOLDS", "true")
                        .save(),
                ProblemType.UNKNOWN_MATTER);
    }

    @Test
    void predicates_granted_areAnsweredWithoutAnyValue() throws Exception {
        TestDepartment department = TestDepartment.register();
        department.give(
                ENGINEER,
                ",\"predicates\":[" + predicate("/fields/specialty", "EQUALS", "\"土木建筑工程\"") + ","
                        + predicate("/validUntil", "AT_LEAST", "\"2090-01-01\"") + ","
                        + predicate("/fields/employer", "CONTAINS", "\"衡度\"") + ","
                        + predicate("/holders", "EQUALS", "\"x\"") + "]");
        String license = Api.issued("housing-commission", ENGINEER);
        Response answer = ask(department, "");
        answer.then().statusCode(200).body("licenses.identifier[0]", equalTo(license));
        assertThat(answer.<List<String>>path("licenses[0].predicates.answer"))
                .containsExactly("YES", "NO", "YES", "CANNOT_TELL");
        assertThat(answer.asString()).doesNotContain("许知行", CITIZEN, "衡度工程");
        assertThat(MatterCheckTest.receipted(department, answer).predicates())
                .contains("/fields/specialty EQUALS \"土木建筑工程\"");
        assertThat(MatterCheckTest.receipted(department, answer).fields()).isEmpty();

        ask(department, ",\"predicates\":[" + predicate("/fields/employer", "CONTAINS", "\"衡度\"") + "]")
                .then()
                .statusCode(200)
                .body("licenses[0].predicates", hasSize(1));
        Response other =
                ask(department, ",\"predicates\":[" + predicate("/fields/employer", "CONTAINS", "\"别的\"") + "]");
        refused(other, ProblemType.PREDICATE_NOT_GRANTED);
        assertThat(MatterCheckTest.receipted(department, other).licenses()).isEmpty();
    }

    @Test
    void predicates_fieldGranted_mayBeAskedAbout() {
        TestDepartment department = TestDepartment.register();
        department.give(ENGINEER, ",\"fields\":[\"/fields/specialty\"]");
        Api.issued("housing-commission", ENGINEER);
        refused(ask(department, ""), ProblemType.PREDICATE_NOT_GRANTED);
        ask(department, ",\"predicates\":[" + predicate("/fields/specialty", "NOT_EQUALS", "\"安装工程\"") + "]")
                .then()
                .statusCode(200)
                .body("licenses[0].predicates[0].answer", equalTo("YES"));
        refused(
                ask(department, ",\"predicates\":[" + predicate("/holders", "EQUALS", "\"x\"") + "]"),
                ProblemType.PREDICATE_NOT_GRANTED);
    }

    @Test
    void predicates_withoutGrantOrPurpose_areRefused() {
        TestDepartment department = TestDepartment.register();
        refused(ask(department, ""), ProblemType.GRANT_REQUIRED);
        refused(department.self().body("{}").post("/v1/licenses/predicates"), ProblemType.MISSING_PARAMETER);
        refused(ask(department, ",\"predicates\":[]"), ProblemType.VALIDATION_FAILED);
    }

    @Test
    void predicates_nobodysLicense_isAnEmptyList() {
        TestDepartment department = TestDepartment.register();
        department
                .self()
                .body("{\"holder\":{\"codeType\":\"001\",\"code\":\"" + TestDepartment.nextCode() + "\"},\"type\":\""
                        + type(FOOD) + "\",\"purpose\":\"p\",\"matter\":\"" + MATTER
                        + "\",\"caseNumber\":\"C\",\"officer\":\"o\",\"predicates\":["
                        + predicate("/number", "EQUALS", "\"x\"") + "]}")
                .post("/v1/licenses/predicates")
                .then()
                .statusCode(200)
                .body("licenses", hasSize(0))
                .body("more", equalTo(false));
    }

    private static String predicate(String field, String operator, String value) {
        return "{\"field\":\"" + field + "\",\"operator\":\"" + operator + "\",\"value\":" + value + "}";
    }

    private static Response ask(TestDepartment department, String more) {
        return department
                .self()
                .body("{\"holder\":{\"codeType\":\"111\",\"code\":\"" + CITIZEN + "\"},\"type\":\"" + type(ENGINEER)
                        + "\",\"purpose\":\"subsidy review\",\"matter\":\"" + MATTER
                        + "\",\"caseNumber\":\"CASE-1\",\"officer\":\"zhang.san\"" + more + "}")
                .post("/v1/licenses/predicates");
    }
}
