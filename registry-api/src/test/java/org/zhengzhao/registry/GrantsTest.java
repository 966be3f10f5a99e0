package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.OPERATOR;
import static org.zhengzhao.registry.TestDepartment.STEWARD;
import static org.zhengzhao.registry.TestDepartment.as;
import static org.zhengzhao.registry.TestDepartment.refused;
import static org.zhengzhao.registry.TestDepartment.type;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.grant.Admission;
import org.zhengzhao.registry.grant.GrantService;
import org.zhengzhao.registry.grant.ReadNeed;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;

/** What a grant covers, and every way in which it does not. Each refusal is recorded under its own name. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GrantsTest {
    private static final String ENGINEER = "class-2-cost-engineer";

    @Inject
    EntityManager entities;

    @Inject
    SessionFactory sessions;

    @Inject
    GrantService grants;

    @Test
    void read_sharedUnconditionally_makesOneGrantByItself() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        for (int i = 0; i < 3; i++) {
            read(department, license)
                    .then()
                    .statusCode(200)
                    .body("withheld", nullValue())
                    .body("digest", notNullValue());
        }
        department.asking().get("/v1/licenses/" + license + "/pdf").then().statusCode(200);
        String grant = department
                .self()
                .get("/v1/grants")
                .then()
                .statusCode(200)
                .body("grants", hasSize(1))
                .body("grants[0].origin", equalTo("AUTOMATIC"))
                .body("grants[0].terms.matter", equalTo(MATTER))
                .body("grants[0].terms.legalBasis", notNullValue())
                .extract()
                .path("grants[0].id");
        assertThat(records(department))
                .hasSize(4)
                .allSatisfy(
                        row -> assertThat(row).containsEntry("outcome", "FOUND").containsEntry("grant", grant));
    }

    @Test
    void read_automaticGrantRevoked_doesNotComeBack() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        read(department, license).then().statusCode(200);
        String grant = department.self().get("/v1/grants").path("grants[0].id");
        revoke(grant).then().statusCode(200).body("revokedAt", notNullValue());
        refused(revoke(grant), ProblemType.GRANT_STATE);
        refused(read(department, license), ProblemType.GRANT_EXPIRED);
        department.give(Api.FOOD, "");
        read(department, license).then().statusCode(200);
    }

    @Test
    void read_matterNotRegistered_isRefusedAndRecorded() {
        TestDepartment department = TestDepartment.registerWithoutMatter();
        String license = Api.issued("market-bureau", Api.FOOD);
        Response answer = refused(read(department, license), ProblemType.MATTER_NOT_REGISTERED);
        refused(holder(department, Api.FOOD), ProblemType.MATTER_NOT_REGISTERED);
        assertThat(records(department))
                .extracting(row -> row.get("outcome"))
                .containsExactly("MATTER_NOT_REGISTERED", "MATTER_NOT_REGISTERED");
        assertThat(answer.<String>path("detail"))
                .contains(records(department).getFirst().get("id"));
    }

    @Test
    void read_sharedOnConditionsWithoutGrant_isRefusedAndSaysHowToApply() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        Response answer = refused(read(department, license), ProblemType.GRANT_REQUIRED);
        assertThat(answer.<String>path("detail")).contains("/v1/grant-requests");
        refused(holder(department, ENGINEER), ProblemType.GRANT_REQUIRED);
        // A license that does not exist is refused alike: nothing is learned.
        refused(read(department, TestDepartment.notIssued(license)), ProblemType.GRANT_REQUIRED);
        assertThat(records(department))
                .extracting(row -> row.get("outcome"))
                .containsOnly("GRANT_REQUIRED")
                .hasSize(3);
    }

    @Test
    void read_someFieldsGranted_showsNothingElse() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        department.give(ENGINEER, ",\"fields\":[\"/fields/specialty\",\"/validUntil\"]");

        Response answer = read(department, license);
        answer.then()
                .statusCode(200)
                .body("identifier", equalTo(license))
                .body("status", equalTo("VALID"))
                .body("validUntil", notNullValue())
                .body("fields.keySet()", equalTo(Set.of("specialty")))
                .body("withheld", hasItems("/number", "/holders", "/fields/sex", "/fields/photo"))
                .body("digest", nullValue())
                .body("links.keySet()", equalTo(Set.of("self")));
        Map<String, Object> whole = Api.asking("commerce-bureau")
                .get("/v1/licenses/" + license)
                .jsonPath()
                .getMap("$");
        assertThat(answer.asString())
                .doesNotContain(
                        String.valueOf(whole.get("number")),
                        String.valueOf(whole.get("digest")),
                        "FAKE019D",
                        "dateOfBirth\":");
        holder(department, ENGINEER)
                .then()
                .statusCode(200)
                .body("licenses.identifier", hasItem(license))
                .body("licenses.number", everyItem(nullValue()))
                .body("licenses.withheld", everyItem(hasItem("/holders")));
        for (String face : List.of("pdf", "qr.png", "qr.svg", "credential", "history")) {
            refused(department.asking().get("/v1/licenses/" + license + "/" + face), ProblemType.WHOLE_NOT_GRANTED);
        }
    }

    @Test
    void read_predicatesOnly_showsNoLicense() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        String grant = department.give(
                ENGINEER,
                ",\"predicates\":[{\"field\":\"/fields/specialty\",\"operator\":\"EQUALS\",\"value\":\"土木建筑工程\"},"
                        + "{\"field\":\"/validUntil\",\"operator\":\"AT_LEAST\",\"value\":\"2027-01-01\"}]");
        department
                .self()
                .get("/v1/grants/" + grant)
                .then()
                .statusCode(200)
                .body("terms.predicates", hasSize(2))
                .body("terms.predicates[1].operator", equalTo("AT_LEAST"))
                .body("terms.fields", nullValue());
        refused(read(department, license), ProblemType.PREDICATES_ONLY);
        refused(holder(department, ENGINEER), ProblemType.PREDICATES_ONLY);
        refused(department.asking().get("/v1/licenses/" + license + "/credential"), ProblemType.WHOLE_NOT_GRANTED);
        Admission check = QuarkusTransaction.requiringNew()
                .call(() -> grants.admit(
                        new Caller("test", new Uscc(department.code()), Set.of(Role.DEPARTMENT)),
                        Permission.ASK_PREDICATES,
                        MATTER,
                        SampleTypes.find(ENGINEER).orElseThrow().type(),
                        ReadNeed.PREDICATE,
                        Optional::empty));
        assertThat(check).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void read_grantEndedOrNotBegun_isRefused() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        department.give(ENGINEER, ",\"validFrom\":\"2026-01-01\",\"validUntil\":\"2026-01-31\"");
        refused(read(department, license), ProblemType.GRANT_EXPIRED);
        department.give(ENGINEER, ",\"validFrom\":\"2126-01-01\"");
        refused(read(department, license), ProblemType.GRANT_EXPIRED);
        String grant = department.give(ENGINEER, "");
        read(department, license).then().statusCode(200);
        revoke(grant).then().statusCode(200);
        refused(read(department, license), ProblemType.GRANT_EXPIRED);
    }

    @Test
    void read_foreignRegion_isRefused() {
        TestDepartment department = TestDepartment.register();
        registerRegion("110109");
        department.give(ENGINEER, ",\"region\":\"110109\"");
        String here = issuedIn("110109");
        String elsewhere = issuedIn("110105");
        read(department, here).then().statusCode(200);
        refused(read(department, elsewhere), ProblemType.FOREIGN_REGION);
        refused(department.asking().get("/v1/licenses/" + elsewhere + "/pdf"), ProblemType.FOREIGN_REGION);
        // Nothing is told of other regions, not even that there is no such license.
        refused(read(department, TestDepartment.notIssued(elsewhere)), ProblemType.FOREIGN_REGION);
        holder(department, ENGINEER)
                .then()
                .statusCode(200)
                .body("region", equalTo("110109"))
                .body("licenses.areaCode", everyItem(equalTo("110109")))
                .body("licenses.identifier", hasItem(here));
    }

    /** Between two licenses of the region one of another: it is passed over, and no page and no link names it. */
    @Test
    void list_foreignRegionBetween_isNeverNamed() {
        TestDepartment department = TestDepartment.register();
        registerRegion("110111");
        department.give(ENGINEER, ",\"region\":\"110111\"");
        String older = issuedIn("110111");
        String elsewhere = issuedIn("110105");
        String newer = issuedIn("110111");
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            Response page = holder(department, ENGINEER, 1, next);
            page.then().statusCode(200).body("licenses", hasSize(1));
            assertThat(page.asString() + page.header("Link")).doesNotContain(elsewhere);
            seen.add(page.path("licenses[0].identifier"));
            String link = page.header("Link");
            next = link == null ? null : link.replaceFirst(".*[?&]cursor=([^&>]+).*", "$1");
        }
        assertThat(seen).containsExactly(newer, older);
    }

    private static void registerRegion(String code) {
        TestDepartment.as(OPERATOR)
                .body("{\"code\":\"" + code + "\",\"parent\":\"110000\",\"name\":{\"zh-CN\":\"测试区\",\"en\":\"Test\"}}")
                .post("/v1/regions")
                .then()
                .statusCode(201);
    }

    private static String issuedIn(String area) {
        String order = Api.order(ENGINEER)
                .replaceFirst("\"areaCode\":\"[0-9]*\",", "")
                .replaceFirst("\\{", "{\"areaCode\":\"" + area + "\",");
        return Api.issue("housing-commission", order)
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
    }

    @Test
    void read_capOfTwentyByFiftyAtOnce_answersExactlyTwenty() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        department.give(ENGINEER, ",\"dailyCap\":20");
        List<Integer> statuses = atOnce(50, () -> read(department, license).statusCode());
        assertThat(statuses).containsOnly(200, ProblemType.DAILY_CAP_REACHED.status());
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(20);
        assertThat(records(department))
                .extracting(row -> row.get("outcome"))
                .filteredOn("FOUND"::equals)
                .hasSize(20);
        assertThat(records(department)).hasSize(50);
    }

    /** A large cap is divided over several rows: their parts add up. */
    @Test
    void read_largeCap_isExactToo() throws Exception {
        TestDepartment department = TestDepartment.register();
        department.give(ENGINEER, ",\"dailyCap\":1003");
        List<Integer> answered = atOnce(8, () -> admitted(department, 140));
        assertThat(answered.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1003);
    }

    private int admitted(TestDepartment department, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            Admission admission = QuarkusTransaction.requiringNew()
                    .call(() -> grants.admit(
                            new Caller("test", new Uscc(department.code()), Set.of(Role.DEPARTMENT)),
                            Permission.GET_LICENSE_PDF,
                            MATTER,
                            SampleTypes.find(ENGINEER).orElseThrow().type(),
                            ReadNeed.WHOLE,
                            Optional::empty));
            admitted += admission instanceof Admission.Admitted ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void read_limitOfTheDepartment_holdsOverAllItsGrants() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        department.give(ENGINEER, ",\"dailyCap\":100");
        department.give(ENGINEER, "");
        String limit = "/v1/departments/" + department.code() + "/limits/" + type(ENGINEER);
        as(OPERATOR).body("{\"perDay\":7}").put(limit).then().statusCode(200).body("perDay", equalTo(7));
        List<Integer> statuses = atOnce(20, () -> read(department, license).statusCode());
        assertThat(statuses).containsOnly(200, 429);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(7);
        refused(read(department, license), ProblemType.QUOTA_REACHED);

        as(OPERATOR).body("{\"perMinute\":1}").put(limit).then().statusCode(200);
        List<Integer> minute = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            minute.add(read(department, license).statusCode());
        }
        assertThat(minute).startsWith(200).contains(429);
        as(OPERATOR).body("{}").put(limit).then().statusCode(200);
        Api.as(OPERATOR).get(limit).then().body("perMinute", nullValue());
        read(department, license).then().statusCode(200);
    }

    @Test
    void read_typeNotShared_isRefusedWithItsLegalBasis() {
        String code = defineType("NOT_SHARED");
        TestDepartment department = TestDepartment.register();
        as(STEWARD)
                .body("{\"sharingClass\":\"NOT_SHARED\",\"legalBasis\":\"Fictional Secrecy Act, article 5\"}")
                .put("/v1/license-types/" + code + "/sharing-rules/license")
                .then()
                .statusCode(200);
        Response answer = refused(
                department
                        .asking()
                        .queryParam("holderCodeType", "001")
                        .queryParam("holderCode", "91110000MAFAKE019D")
                        .queryParam("type", code)
                        .get("/v1/licenses"),
                ProblemType.NOT_SHARED);
        assertThat(answer.<String>path("detail")).contains("Fictional Secrecy Act, article 5");
        refused(
                as(STEWARD)
                        .body("{\"department\":\"" + department.code() + "\",\"matter\":\"" + MATTER + "\",\"type\":\""
                                + code + "\",\"legalBasis\":\"x\"}")
                        .post("/v1/grants"),
                ProblemType.NOT_SHARED);
        assertThat(records(department)).extracting(row -> row.get("outcome")).containsExactly("NOT_SHARED");
    }

    @Test
    void rules_fieldSetsOfAType_areStricterOrLaxerThanTheWhole() {
        String code = defineType("UNCONDITIONAL");
        TestDepartment department = TestDepartment.register();
        String number = "T-" + System.nanoTime();
        String license = Api.issue(
                        STEWARD,
                        "{\"typeCode\":\"" + code + "\",\"number\":\"" + number
                                + "\",\"holders\":[{\"name\":\"北京云杉里食品供应链有限公司\",\"codeType\":\"001\","
                                + "\"code\":\"91110000MAFAKE019D\"}],\"fields\":{\"scope\":\"retail\",\"remark\":\"secret\"}}")
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
        read(department, license).then().statusCode(200).body("withheld", nullValue());

        rule(code, "remarks", "[\"/fields/remark\"]", "NOT_SHARED", null).then().statusCode(200);
        read(department, license)
                .then()
                .statusCode(200)
                .body("withheld", equalTo(List.of("/fields/remark")))
                .body("fields.scope", equalTo("retail"))
                .body("fields.remark", nullValue());
        refused(department.asking().get("/v1/licenses/" + license + "/pdf"), ProblemType.WHOLE_NOT_GRANTED);

        for (String remark : List.of(
                "\"fields\":[\"/fields/remark\",\"/fields/scope\"]",
                "\"predicates\":[{\"field\":\"/fields/remark\",\"operator\":\"EQUALS\",\"value\":\"x\"}]")) {
            Response never = refused(
                    as(STEWARD)
                            .body("{\"department\":\"" + department.code() + "\",\"matter\":\"" + MATTER
                                    + "\",\"type\":\"" + code + "\",\"legalBasis\":\"x\"," + remark + "}")
                            .post("/v1/grants"),
                    ProblemType.NOT_SHARED);
            assertThat(never.<String>path("detail")).contains("Article 9 (fictional)");
        }

        rule(code, "remarks", "[\"/fields/remark\",\"/holders\"]", "CONDITIONAL", "\"1\"")
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        refused(rule(code, "remarks", "[\"/fields/remark\"]", "CONDITIONAL", "\"1\""), ProblemType.RULE_CHANGED);
        refused(rule(code, "remarks", "[\"/fields/remark\"]", "CONDITIONAL", null), ProblemType.RULE_CHANGED);
        refused(rule(code, "others", "[\"/fields/nothing\"]", "CONDITIONAL", null), ProblemType.VALIDATION_FAILED);
        read(department, license)
                .then()
                .statusCode(200)
                .body("withheld", equalTo(List.of("/holders", "/fields/remark")));
        // The days for the decision are those of what is asked for, not of the type.
        request(department, code, "/fields/scope").body("workingDays", equalTo(1));
        request(department, code, "/fields/remark").body("workingDays", equalTo(10));
        as(STEWARD)
                .body("{\"department\":\"" + department.code() + "\",\"matter\":\"" + MATTER + "\",\"type\":\"" + code
                        + "\",\"legalBasis\":\"x\"}")
                .post("/v1/grants")
                .then()
                .statusCode(201);
        read(department, license).then().statusCode(200).body("withheld", nullValue());
        department
                .self()
                .get("/v1/license-types/" + code + "/sharing-rules")
                .then()
                .statusCode(200)
                .body("sharingClass", equalTo("UNCONDITIONAL"))
                .body("rules.name", equalTo(List.of("remarks")));
    }

    private static ValidatableResponse request(TestDepartment department, String code, String field) {
        return department
                .self()
                .body("{\"matter\":\"" + MATTER + "\",\"type\":\"" + code + "\",\"fields\":[\"" + field
                        + "\"],\"legalBasis\":\"x\",\"officer\":\"o\",\"reason\":\"r\"}")
                .post("/v1/grant-requests")
                .then()
                .statusCode(201);
    }

    private static Response rule(String code, String name, String fields, String sharingClass, String ifMatch) {
        var request = as(STEWARD)
                .body("{\"fields\":" + fields + ",\"sharingClass\":\"" + sharingClass
                        + "\",\"legalBasis\":\"Article 9 (fictional)\"}");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.put("/v1/license-types/" + code + "/sharing-rules/" + name);
    }

    @Test
    void give_wrongTerms_areAllNamed() {
        refused(
                        as(STEWARD)
                                .body("{\"department\":\"x\",\"type\":\"y\",\"fields\":[\"number\"],\"region\":\"99\","
                                        + "\"dailyCap\":0,\"validFrom\":\"2026-02-30\"}")
                                .post("/v1/grants"),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body(
                        "errors.pointer",
                        hasItems(
                                "/department",
                                "/matter",
                                "/type",
                                "/fields",
                                "/legalBasis",
                                "/region",
                                "/dailyCap",
                                "/validFrom"));
        refused(as("commerce-bureau").body("{}").post("/v1/grants"), ProblemType.NOT_AUTHORISED);
    }

    @Test
    void grants_ofOthers_areNotSeen() {
        TestDepartment department = TestDepartment.register();
        String grant = department.give(ENGINEER, "");
        TestDepartment stranger = TestDepartment.register();
        refused(stranger.self().get("/v1/grants/" + grant), ProblemType.UNKNOWN_GRANT);
        stranger.self()
                .queryParam("department", department.code())
                .get("/v1/grants")
                .then()
                .statusCode(200)
                .body("grants", hasSize(0));
        Api.as(OPERATOR)
                .queryParam("department", department.code())
                .get("/v1/grants")
                .then()
                .body("grants.id", equalTo(List.of(grant)));
    }

    /** Ten thousand grants of one department cost a read no more statements, and an index finds the one that covers it. */
    @Test
    void read_tenThousandGrants_isAsCheapAsOne() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        department.give(ENGINEER, "");
        read(department, license).then().statusCode(200);
        long one = statements(() -> read(department, license).then().statusCode(200));
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("""
                insert into matter select cast(:code as varchar), 'm' || n, '测试', 'Test', now(), 'test'
                from generate_series(1, 10000) n\
                """)
                    .setParameter("code", department.code())
                    .executeUpdate();
            entities.createNativeQuery("""
                insert into sharing_grant (id, department_code, matter_code, type_code, scope, legal_basis,
                    valid_from, origin, created_at, created_by)
                select gen_random_uuid(), cast(:code as varchar), 'm' || n, cast(:type as varchar), 'WHOLE',
                    'x', date '2026-01-01', 'GIVEN', now(), 'test'
                from generate_series(1, 10000) n\
                """)
                    .setParameter("code", department.code())
                    .setParameter("type", type(ENGINEER))
                    .executeUpdate();
            entities.createNativeQuery("analyze sharing_grant").executeUpdate();
        });
        assertThat(statements(() -> read(department, license).then().statusCode(200)))
                .isEqualTo(one);
        List<?> plan = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery("""
                    explain select * from sharing_grant where department_code = :code
                        and matter_code = :matter and type_code = :type\
                    """)
                        .setParameter("code", department.code())
                        .setParameter("matter", "m77")
                        .setParameter("type", type(ENGINEER))
                        .getResultList());
        assertThat(plan.toString()).contains("Index").doesNotContain("Seq Scan");
        department
                .asking("m77", "CASE-1", "o")
                .get("/v1/licenses/" + license)
                .then()
                .statusCode(200);
    }

    private long statements(Runnable work) {
        return Statements.of(sessions, work);
    }

    private static Response read(TestDepartment department, String license) {
        return department.asking().get("/v1/licenses/" + license);
    }

    private static Response holder(TestDepartment department, String slug) {
        return holder(department, slug, 100, "");
    }

    private static Response holder(TestDepartment department, String slug, int limit, String cursor) {
        var order = SampleTypes.find(slug).orElseThrow().license();
        var holders = (JsonValue.Items) order.find("holders").orElseThrow();
        var first = (JsonValue.Members) holders.values().getFirst();
        var asking = department.asking().queryParam("limit", limit);
        if (!cursor.isEmpty()) {
            asking.queryParam("cursor", cursor);
        }
        return asking.queryParam("holderCodeType", first.findText("codeType").orElseThrow())
                .queryParam("holderCode", first.findText("code").orElseThrow())
                .queryParam("type", type(slug))
                .get("/v1/licenses");
    }

    private static Response revoke(String grant) {
        return as(STEWARD).body("{\"reason\":\"no longer needed\"}").post("/v1/grants/" + grant + "/revoke");
    }

    private static String defineType(String sharingClass) {
        String code = "11110000MBFAKE143X" + (100 + (int) (System.nanoTime() / 1000 % 600));
        as(STEWARD)
                .body("""
                    {"code":"%s","name":{"zh-CN":"测试证","en":"Test license"},"codeConfirmed":false,
                    "definingAuthority":{"name":{"zh-CN":"示例局","en":"Sample bureau"},"level":"CITY"},
                    "holderCategory":"ORGANISATION","issuingLevel":"CITY",
                    "validity":{"periods":["P3Y"],"openEnded":false},"sharingClass":"%s",
                    "fields":{"type":"object","additionalProperties":false,"required":["scope"],"properties":{
                    "scope":{"type":"string","minLength":1,"maxLength":200,"x-titles":{"zh-CN":"范围","en":"Scope"}},
                    "remark":{"type":"string","minLength":1,"maxLength":200,"x-titles":{"zh-CN":"备注","en":"Remark"}}}},
                    "qrFields":["scope"],"template":{}}
                    """.formatted(code, sharingClass))
                .post("/v1/license-types")
                .then()
                .statusCode(201);
        return code;
    }

    private interface Work {
        int run() throws Exception;
    }

    private static List<Integer> atOnce(int times, Work work) throws Exception {
        List<Integer> results = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return work.run();
                }));
            }
            start.countDown();
            for (Future<Integer> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }

    private List<Map<String, String>> records(TestDepartment department) {
        List<?> rows = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery("select cast(id as text), outcome, cast(grant_ids[1] as text)"
                                + " from access_record where authority_code = :code order by id")
                        .setParameter("code", department.code())
                        .getResultList());
        List<Map<String, String>> records = new ArrayList<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            Map<String, String> record = new HashMap<>();
            record.put("id", String.valueOf(columns[0]));
            record.put("outcome", String.valueOf(columns[1]));
            record.put("grant", String.valueOf(columns[2]));
            records.add(record);
        }
        return records;
    }
}
