package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.OPERATOR;
import static org.zhengzhao.registry.TestDepartment.STEWARD;
import static org.zhengzhao.registry.TestDepartment.as;
import static org.zhengzhao.registry.TestDepartment.refused;
import static org.zhengzhao.registry.TestDepartment.type;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptOperation;
import org.zhengzhao.signing.receipt.ReceiptOutcome;
import org.zhengzhao.signing.receipt.ReceiptReader;

/** One call answers a whole matter: every outcome, every refusal, and nothing that the matter may not see. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class MatterCheckTest {
    private static final String FOOD = Api.FOOD;
    private static final String BUSINESS = "business-license";
    private static final String ENGINEER = "class-2-cost-engineer";
    private static final String CATERING = "license.fields.businessItems.contains('热食类食品制售')";
    private static final String PENALTY =
            "license.acts.exists(a, a.act == 'REVOKE_AS_PENALTY' && a.effectiveOn >= monthsBefore(today, 12))";

    @Inject
    SessionFactory sessions;

    @Test
    void check_everythingThere_isSatisfiedAndReceipted() throws Exception {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        String business = issue(BUSINESS, holder, Map.of());
        String food = issue(FOOD, holder, Map.of());
        requirements(department)
                .add("business", BUSINESS, "HOLDS", "true")
                .add("food", FOOD, "HOLDS", CATERING)
                .add("penalty", FOOD, "HOLDS_NONE", PENALTY)
                .save()
                .then()
                .statusCode(200);
        Response answer = check(department, holder);
        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("SATISFIED"))
                .body("requirementsVersion", equalTo(1))
                .body("requirements.code", equalTo(List.of("business", "food", "penalty")))
                .body("requirements.outcome", equalTo(List.of("SATISFIED", "SATISFIED", "SATISFIED")))
                .body("requirements[0].license.identifier", equalTo(business))
                .body("requirements[1].license.identifier", equalTo(food))
                .body("requirements[1].license.fields.mainBusinessForm", equalTo("餐饮服务经营者"))
                .body("requirements[1].words.zh-CN", equalTo("持证主体持有有效的「食品经营许可证」，且符合：「经营项目」包含“热食类食品制售”。"))
                .body("requirements[2].license", equalTo(null));
        ReceiptClaims claims = receipted(department, answer);
        assertThat(claims.operation()).isEqualTo(ReceiptOperation.CHECK_MATTER);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.SATISFIED);
        assertThat(claims.predicates()).containsExactly("business@1", "food@1", "penalty@1");
        assertThat(claims.fields()).containsExactly(type(BUSINESS) + "/*", type(FOOD) + "/*");
        assertThat(claims.licenses()).containsExactly(LicenseIdentifier.parse(business), LicenseIdentifier.parse(food));
        assertThat(claims.askedFor().matter()).isEqualTo(MATTER);
    }

    @Test
    void check_eachWayToFail_hasItsOutcome() {
        TestDepartment department = TestDepartment.register();
        requirements(department)
                .add("food", FOOD, "HOLDS", CATERING)
                .add("penalty", FOOD, "HOLDS_NONE", PENALTY)
                .save()
                .then()
                .statusCode(200);

        String nobody = TestDepartment.nextCode();
        outcome(check(department, nobody), "MISSING", "SATISFIED", "NOT_SATISFIED");

        String retail = TestDepartment.nextCode();
        issue(FOOD, retail, Map.of("businessItems", "预包装食品销售"));
        outcome(check(department, retail), "NOT_SATISFIED", "SATISFIED", "NOT_SATISFIED");

        String suspended = TestDepartment.nextCode();
        String taken = issue(FOOD, suspended, Map.of());
        LifecycleApi.events(taken, LifecycleApi.act("SUSPEND", "PRECAUTION"))
                .then()
                .statusCode(201);
        Response answer = check(department, suspended);
        outcome(answer, "SUSPENDED", "SATISFIED", "NOT_SATISFIED");
        answer.then()
                .body("requirements[0].license.identifier", equalTo(taken))
                .body("requirements[0].license.status", equalTo("SUSPENDED"));

        String revoked = TestDepartment.nextCode();
        LifecycleApi.events(
                        issue(FOOD, revoked, Map.of()), LifecycleApi.act("REVOKE_AS_PENALTY", "ADMINISTRATIVE_PENALTY"))
                .then()
                .statusCode(201);
        outcome(check(department, revoked), "NOT_SATISFIED", "VIOLATED", "NOT_SATISFIED");
        // A new permit does not make the penalty undone.
        issue(FOOD, revoked, Map.of());
        outcome(check(department, revoked), "SATISFIED", "VIOLATED", "NOT_SATISFIED");

        String old = TestDepartment.nextCode();
        issue(FOOD, old, Map.of());
        outcome(check(department, old, ",\"on\":\"2040-01-01\""), "EXPIRED", "SATISFIED", "NOT_SATISFIED");
        outcome(check(department, old, ",\"on\":\"2026-06-18\""), "SATISFIED", "SATISFIED", "SATISFIED");
        outcome(check(department, old, ",\"on\":\"2020-01-01\""), "NOT_SATISFIED", "SATISFIED", "NOT_SATISFIED");
    }

    @Test
    void check_absentField_cannotTell() {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        issue(FOOD, holder, Map.of("supervisors", ""));
        requirements(department)
                .add("supervised", FOOD, "HOLDS", "license.fields.supervisors.contains('方')")
                .save()
                .then()
                .statusCode(200);
        Response answer = check(department, holder);
        outcome(answer, "CANNOT_TELL", "CANNOT_TELL");
        answer.then().body("requirements[0].reason", equalTo("PART_ABSENT"));
    }

    @Test
    void check_onlySomeFieldsGranted_showsThemAndJudgesByNoOthers() {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        issue(FOOD, holder, Map.of());
        department.give(ENGINEER, ",\"fields\":[\"/fields/specialty\",\"/validUntil\"]");
        requirements(department)
                .add("food", FOOD, "HOLDS", "true")
                .add("covered", ENGINEER, "HOLDS_NONE", "license.fields.specialty == '土木建筑工程'")
                .add("withheld", ENGINEER, "HOLDS_NONE", "license.fields.employer.contains('衡度')")
                .add("acts", ENGINEER, "HOLDS_NONE", PENALTY)
                .save()
                .then()
                .statusCode(200);
        Response answer = check(department, holder);
        outcome(answer, "SATISFIED", "SATISFIED", "CANNOT_TELL", "CANNOT_TELL", "CANNOT_TELL");
        answer.then()
                .body("requirements[2].reason", equalTo("NOT_GRANTED"))
                .body("requirements[3].reason", equalTo("NOT_GRANTED"));
    }

    @Test
    void check_license_showsReleasedPartsOnly() {
        TestDepartment department = TestDepartment.register();
        department.give(ENGINEER, ",\"fields\":[\"/fields/specialty\"]");
        requirements(department)
                .add("engineer", ENGINEER, "HOLDS", "license.fields.specialty == '土木建筑工程'")
                .save()
                .then()
                .statusCode(200);
        Api.issued("housing-commission", ENGINEER);
        Response answer = check(department, "111", "110101190001010014", "");
        outcome(answer, "SATISFIED", "SATISFIED");
        assertThat(answer.asString()).doesNotContain("许知行", "110101190001010014", "衡度");
        answer.then()
                .body("requirements[0].license.fields", equalTo(Map.of("specialty", "土木建筑工程")))
                .body("requirements[0].license.withheld", hasItem("/holders"))
                .body("requirements[0].license.digest", equalTo(null));
    }

    @Test
    void check_grantForPredicates_judgesByTheVeryPredicate() {
        TestDepartment department = TestDepartment.register();
        department.give(
                ENGINEER,
                ",\"predicates\":[{\"field\":\"/fields/specialty\",\"operator\":\"EQUALS\",\"value\":\"土木建筑工程\"}]");
        Api.issued("housing-commission", ENGINEER);
        requirements(department)
                .add("granted", ENGINEER, "HOLDS", "license.fields.specialty == '土木建筑工程'")
                .add("another", ENGINEER, "HOLDS", "license.fields.specialty != '土木建筑工程'")
                .save()
                .then()
                .statusCode(200);
        Response answer = check(department, "111", "110101190001010014", "");
        outcome(answer, "SATISFIED", "CANNOT_TELL", "CANNOT_TELL");
        assertThat(answer.asString()).doesNotContain("衡度", "许知行");
        answer.then().body("requirements[0].license.fields", equalTo(Map.of()));
    }

    @Test
    void check_withoutGrant_isRefusedLikeARead() throws Exception {
        TestDepartment department = TestDepartment.register();
        requirements(department)
                .add("engineer", ENGINEER, "HOLDS", "true")
                .save()
                .then()
                .statusCode(200);
        Response answer = check(department, TestDepartment.nextCode());
        refused(answer, ProblemType.GRANT_REQUIRED);
        assertThat(receipted(department, answer).outcome()).isEqualTo(ReceiptOutcome.NOT_GRANTED);

        String grant = department.give(ENGINEER, "");
        check(department, TestDepartment.nextCode()).then().statusCode(200);
        as(STEWARD)
                .body("{\"reason\":\"test\"}")
                .post("/v1/grants/" + grant + "/revoke")
                .then()
                .statusCode(200);
        refused(check(department, TestDepartment.nextCode()), ProblemType.GRANT_EXPIRED);
    }

    @Test
    void check_exhaustedCap_cannotTellButSaysTheRest() throws Exception {
        TestDepartment department = TestDepartment.register();
        department.give(ENGINEER, ",\"dailyCap\":1");
        requirements(department)
                .add("engineer", ENGINEER, "HOLDS", "true")
                .save()
                .then()
                .statusCode(200);
        outcome(check(department, TestDepartment.nextCode()), "MISSING", "NOT_SATISFIED");
        refused(check(department, TestDepartment.nextCode()), ProblemType.DAILY_CAP_REACHED);
        requirements(department, 1)
                .add("penalty", FOOD, "HOLDS_NONE", PENALTY)
                .add("engineer", ENGINEER, "HOLDS", "true")
                .add("twice", ENGINEER, "HOLDS_NONE", "true")
                .save()
                .then()
                .statusCode(200);
        Response answer = check(department, TestDepartment.nextCode());
        outcome(answer, "SATISFIED", "CANNOT_TELL", "CANNOT_TELL", "CANNOT_TELL");
        answer.then().body("requirements[1].reason", equalTo("CAP_REACHED"));
        assertThat(receipted(department, answer).outcome()).isEqualTo(ReceiptOutcome.CANNOT_TELL);
    }

    /** Two requirements on one type count once; a cap holds exactly, however many ask in one instant. */
    @Test
    void check_manyAtOnce_keepTheCap() throws Exception {
        TestDepartment department = TestDepartment.register();
        department.give(ENGINEER, ",\"dailyCap\":5");
        requirements(department)
                .add("one", ENGINEER, "HOLDS", "true")
                .add("two", ENGINEER, "HOLDS_NONE", "license.fields.specialty == '土木建筑工程'")
                .save()
                .then()
                .statusCode(200);
        int times = 12;
        List<Integer> statuses = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return check(department, TestDepartment.nextCode()).statusCode();
                }));
            }
            start.countDown();
            for (Future<Integer> one : running) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsOnly(200, 429);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(5);
    }

    @Test
    void check_grantForARegion_neverSaysMoreThanItSaw() {
        TestDepartment department = TestDepartment.register();
        as(OPERATOR)
                .body("{\"code\":\"110117\",\"parent\":\"110000\",\"name\":{\"zh-CN\":\"测试区\",\"en\":\"Test\"}}")
                .post("/v1/regions")
                .then()
                .statusCode(201);
        department.give(ENGINEER, ",\"region\":\"110117\"");
        requirements(department)
                .add("engineer", ENGINEER, "HOLDS", "true")
                .add("none", ENGINEER, "HOLDS_NONE", "true")
                .save()
                .then()
                .statusCode(200);
        Api.issued("housing-commission", ENGINEER);
        Response answer = check(department, "111", "110101190001010014", "");
        outcome(answer, "CANNOT_TELL", "CANNOT_TELL", "CANNOT_TELL");
        answer.then()
                .body("requirements[0].reason", equalTo("LIMITED_TO_REGION"))
                .body("requirements[0].region", equalTo("110117"))
                .body("requirements[0].license", equalTo(null));
    }

    @Test
    void check_mayNotAsk_isRefusedAndRecorded() throws Exception {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        Response answer = check(department, holder);
        refused(answer, ProblemType.MATTER_WITHOUT_REQUIREMENTS);
        assertThat(receipted(department, answer).outcome()).isEqualTo(ReceiptOutcome.REFUSED);

        refused(
                department.self().body(body("001", holder, "")).post("/v1/matters/000000000001/checks"),
                ProblemType.MATTER_NOT_REGISTERED);
        Response missing = department
                .self()
                .body("{\"holder\":{\"codeType\":\"001\",\"code\":\"" + holder + "\"},\"purpose\":\" \"}")
                .post("/v1/matters/" + MATTER + "/checks");
        refused(missing, ProblemType.MISSING_PARAMETER);
        assertThat(missing.<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder("/purpose", "/caseNumber", "/officer");
        refused(check(department, "001", "91110000MAFAKE0199", ""), ProblemType.VALIDATION_FAILED);
        refused(check(department, holder, ",\"on\":\"2026-02-30\""), ProblemType.VALIDATION_FAILED);

        String opened = department
                .self()
                .body("{\"matter\":\"" + MATTER + "\",\"caseNumber\":\"CASE-1\"}")
                .post("/v1/cases")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        department.self().post("/v1/cases/" + opened + "/close").then().statusCode(200);
        Response closed = check(department, holder);
        refused(closed, ProblemType.CASE_CLOSED);
        assertThat(receipted(department, closed).operation()).isEqualTo(ReceiptOperation.CHECK_MATTER);
    }

    /** One look-up for all types and all licenses; more of either cost no more statements. */
    @Test
    void check_manyLicensesAndRequirements_takesTheSameStatements() {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        issue(FOOD, holder, Map.of());
        issue(BUSINESS, holder, Map.of());
        requirements(department)
                .add("food", FOOD, "HOLDS", CATERING)
                .add("business", BUSINESS, "HOLDS", "true")
                .save()
                .then()
                .statusCode(200);
        Runnable check = () -> check(department, holder).then().statusCode(200).body("outcome", equalTo("SATISFIED"));
        check.run();
        long few = Statements.of(sessions, check);
        for (int i = 0; i < 20; i++) {
            issue(FOOD, holder, Map.of());
        }
        Requirements more = requirements(department, 1);
        for (int i = 0; i < 8; i++) {
            more.add("food-" + i, FOOD, "HOLDS", CATERING).add("business-" + i, BUSINESS, "HOLDS", "true");
        }
        more.save().then().statusCode(200);
        check.run();
        assertThat(Statements.of(sessions, check)).isEqualTo(few);
    }

    @Test
    void check_sampleMatter_worksOutOfTheBox() {
        String body = "{\"holder\":{\"codeType\":\"001\",\"code\":\"91110000MAFAKE019D\"},\"purpose\":\"餐饮企业备案\","
                + "\"caseNumber\":\"BJ-2026-000123\",\"officer\":\"zhang.san\",\"on\":\"2026-03-01\"}";
        as("commerce-bureau")
                .body(body)
                .post("/v1/matters/" + MATTER + "/checks")
                .then()
                .statusCode(200)
                .body("requirements.code", equalTo(List.of("business-license", "food-permit", "no-penalty")))
                .body("requirements[0].outcome", equalTo("SATISFIED"))
                .body("requirements[1].outcome", equalTo("SATISFIED"));
    }

    static void outcome(Response answer, String... outcomes) {
        List<String> expected = List.of(outcomes);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<List<String>>path("requirements.outcome"))
                .as(answer.asString())
                .isEqualTo(expected.subList(0, expected.size() - 1));
        assertThat(answer.<String>path("outcome")).isEqualTo(expected.getLast());
    }

    static Response check(TestDepartment department, String holder) {
        return check(department, "001", holder, "");
    }

    private static Response check(TestDepartment department, String holder, String more) {
        return check(department, "001", holder, more);
    }

    private static Response check(TestDepartment department, String codeType, String holder, String more) {
        return department.self().body(body(codeType, holder, more)).post("/v1/matters/" + MATTER + "/checks");
    }

    private static String body(String codeType, String holder, String more) {
        return "{\"holder\":{\"codeType\":\"" + codeType + "\",\"code\":\"" + holder
                + "\"},\"purpose\":\"subsidy review\",\"caseNumber\":\"CASE-1\",\"officer\":\"zhang.san\"" + more + "}";
    }

    /** A license of a holder of the test's own; a field given as empty is left out. */
    static String issue(String slug, String holder, Map<String, String> changed) {
        JsonValue.Members sample = SampleTypes.find(slug).orElseThrow().license();
        Map<String, JsonValue> members = new LinkedHashMap<>(sample.values());
        members.put("number", new JsonValue.Text("CHECK-" + System.nanoTime()));
        members.put(
                "holders",
                new JsonValue.Items(List.of(new JsonValue.Members(Map.of(
                        "name", new JsonValue.Text("虚构的公司"),
                        "codeType", new JsonValue.Text("001"),
                        "code", new JsonValue.Text(holder))))));
        Map<String, JsonValue> fields =
                new LinkedHashMap<>(((JsonValue.Members) sample.find("fields").orElseThrow()).values());
        changed.forEach((name, value) -> {
            if (value.isEmpty()) {
                fields.remove(name);
            } else {
                fields.put(name, new JsonValue.Text(value));
            }
        });
        members.put("fields", new JsonValue.Members(fields));
        return Api.issue("market-bureau", CanonicalJson.text(new JsonValue.Members(members)))
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
    }

    static Requirements requirements(TestDepartment department) {
        return requirements(department, 0);
    }

    static Requirements requirements(TestDepartment department, int version) {
        return new Requirements(department, version, new ArrayList<>());
    }

    /** What a matter shall require. */
    record Requirements(TestDepartment department, int version, List<String> items) {
        Requirements add(String code, String slug, String kind, String condition) {
            items.add("{\"code\":\"" + code + "\",\"title\":{\"zh-CN\":\"要求\",\"en\":\"Requirement\"},\"type\":\""
                    + type(slug) + "\",\"kind\":\"" + kind + "\",\"condition\":\""
                    + condition.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
            return this;
        }

        Response save() {
            var request = as(OPERATOR)
                    .body("{\"department\":\"" + department.code() + "\",\"requirements\":[" + String.join(",", items)
                            + "]}");
            return (version == 0 ? request : request.header("If-Match", "\"" + version + "\""))
                    .put("/v1/matters/" + MATTER + "/requirements");
        }
    }

    /** What the receipt says, once it is proven that it is the registry's, and for these octets. */
    static ReceiptClaims receipted(TestDepartment department, Response answer) throws Exception {
        String fetched =
                department.self().get(answer.header("Receipt-Location")).asString();
        Api.as("market-bureau")
                .contentType(ContentType.BINARY)
                .accept(ContentType.JSON)
                .body(fetched.getBytes(StandardCharsets.UTF_8))
                .post("/v1/verifications")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("VALID"));
        ReceiptClaims claims = ReceiptReader.read(Bytes.utf8(fetched)).claims();
        assertThat(claims.answerDigest()).isEqualTo(Sha256.of(Bytes.of(answer.asByteArray())));
        return claims;
    }
}
