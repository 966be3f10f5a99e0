package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.OPERATOR;
import static org.zhengzhao.registry.TestDepartment.as;
import static org.zhengzhao.registry.TestDepartment.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** Supervisors see what is unusual in their departments, and write down what they found out. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UnusualReadsTest {
    private static final String LIST = "/v1/unusual-reads";
    private static final String ENGINEER = "class-2-cost-engineer";

    private final AtomicInteger insertions = new AtomicInteger();

    @Inject
    EntityManager entities;

    @Inject
    SessionFactory sessions;

    @Test
    void reads_ofCasesThatAreUnknownOrClosed_areListed() {
        TestDepartment department = TestDepartment.register();
        String supervisor = supervisor(department.code());
        String license = HolderAccessRecordsTest.issued(TestDepartment.nextCode());
        String id = department
                .self()
                .body("{\"matter\":\"" + MATTER + "\",\"caseNumber\":\"AJ-1\"}")
                .post("/v1/cases")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        read(department, "AJ-1", "li.si", license).then().statusCode(200);
        String unknown = read(department, "AJ-2", "li.si", license).header("Access-Record");
        department.self().post("/v1/cases/" + id + "/close").then().statusCode(200);
        String closed = read(department, "AJ-1", "li.si", license).header("Access-Record");

        JsonPath list = list(supervisor, "UNKNOWN_CASE");
        assertThat(list.getList("unusualReads.accessRecord")).containsExactly(unknown);
        assertThat(list.getString("unusualReads[0].officer")).isEqualTo("li.si");
        assertThat(list.getString("unusualReads[0].caseNumber")).isEqualTo("AJ-2");
        assertThat(list.getString("unusualReads[0].outcome")).isEqualTo("CASE_NOT_REGISTERED");
        assertThat(list.getString("unusualReads[0].departmentName.en")).isEqualTo("Test department");
        assertThat(list.getMap("unusualReads[0].words").keySet()).isEqualTo(java.util.Set.of("zh-CN", "en"));
        assertThat(list(supervisor, "CLOSED_CASE").getList("unusualReads.accessRecord"))
                .containsExactly(closed);
        assertThat(list.prettify()).doesNotContain(license);
    }

    @Test
    void ownName_isMarkedWhereNoRegisteredCaseIsOpen() {
        TestDepartment department = TestDepartment.register();
        String supervisor = supervisor(department.code());
        officer(department, "xu.sanduo", "许三多");
        officer(department, "zhang.san", "张三");
        String license = Api.issued("housing-commission", ENGINEER);
        department.give(ENGINEER, "");
        String own = read(department, "ANY-1", "xu.sanduo", license)
                .then()
                .statusCode(200)
                .extract()
                .header("Access-Record");
        read(department, "ANY-1", "zhang.san", license).then().statusCode(200);
        assertThat(list(supervisor, "OWN_NAME").getList("unusualReads.accessRecord"))
                .containsExactly(own);
        // Of the names that were compared nothing is kept.
        assertThat(String.valueOf(query("select cast(r as text) from access_record r where id = '" + own + "'")))
                .doesNotContain("许");

        department
                .self()
                .body("{\"matter\":\"" + MATTER + "\",\"caseNumber\":\"AJ-1\"}")
                .post("/v1/cases")
                .then()
                .statusCode(201);
        read(department, "AJ-1", "xu.sanduo", license).then().statusCode(200);
        assertThat(list(supervisor, "OWN_NAME").getList("unusualReads")).hasSize(1);
    }

    @Test
    void guessing_isListedFromTheThresholdOn_andExplainedForAsManyAsThereWere() {
        TestDepartment department = TestDepartment.register();
        String supervisor = supervisor(department.code());
        file(department, "guesser", "NOT_FOUND", 9, 0);
        assertThat(list(supervisor, "MANY_NOT_FOUND").getList("unusualReads")).isEmpty();
        file(department, "guesser", "NOT_FOUND", 1, 0);
        file(department, "other", "NOT_FOUND", 9, 0);
        file(department, "other", "FOUND", 9, 0);
        // Who asks for a holder does not guess: that the holder has no such license is an answer.
        file(department, "other", "NOT_FOUND", 30, 5);

        JsonPath list = list(supervisor, "MANY_NOT_FOUND");
        assertThat(list.getList("unusualReads.officer")).containsExactly("guesser");
        assertThat(list.getInt("unusualReads[0].counted")).isEqualTo(10);
        String id = list.getString("unusualReads[0].id");

        explain(supervisor, id, "key-1").then().statusCode(201);
        explain(supervisor, id, "key-1").then().statusCode(201);
        assertThat(query("select count(*) from unusual_read_explanation where record_id = '" + id.substring(0, 36)
                        + "'"))
                .isEqualTo(1L);
        JsonPath explained = list(supervisor, "MANY_NOT_FOUND");
        assertThat(explained.getString("unusualReads[0].explanation.reason")).isEqualTo("录入错误，已提醒");
        assertThat(explained.getString("unusualReads[0].explanation.explainedBy"))
                .isEqualTo("监督员");
        assertThat(open(supervisor)).isEmpty();

        file(department, "guesser", "NOT_FOUND", 1, 0);
        assertThat(open(supervisor)).containsExactly(id);
    }

    @Test
    void manyHolders_areCountedOnce() {
        TestDepartment department = TestDepartment.register();
        String supervisor = supervisor(department.code());
        file(department, "busy", "FOUND", 300, 99);
        assertThat(list(supervisor, "MANY_HOLDERS").getList("unusualReads")).isEmpty();
        file(department, "curious", "FOUND", 100, 100);
        JsonPath list = list(supervisor, "MANY_HOLDERS");
        assertThat(list.getList("unusualReads.officer")).containsExactly("curious");
        assertThat(list.getInt("unusualReads[0].counted")).isEqualTo(100);
    }

    @Test
    void supervisor_seesTheTreeBelow_andNothingBesideOrAbove() {
        String above = TestDepartment.nextCode();
        TestDepartment.registerDepartment(above, "110000").then().statusCode(201);
        TestDepartment below = TestDepartment.register();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update department set parent_code = '" + above
                                + "' where code = '" + below.code() + "'")
                        .executeUpdate());
        file(below, "guesser", "NOT_FOUND", 12, 0);
        String seesBoth = supervisor(above);
        assertThat(list(seesBoth, "MANY_NOT_FOUND").getList("unusualReads.department"))
                .containsExactly(below.code());
        String id = list(seesBoth, "MANY_NOT_FOUND").getString("unusualReads[0].id");
        String beside = supervisor(TestDepartment.register().code());
        assertThat(list(beside, "MANY_NOT_FOUND").getList("unusualReads")).isEmpty();
        refused(explain(beside, id, "key-2"), ProblemType.UNKNOWN_UNUSUAL_READ);
        refused(explain(seesBoth, id.replace("NOT_FOUND", "HOLDERS"), "key-3"), ProblemType.UNKNOWN_UNUSUAL_READ);
        refused(explain(seesBoth, UUID.randomUUID() + ".OWN_NAME", "key-4"), ProblemType.UNKNOWN_UNUSUAL_READ);
        refused(explain(seesBoth, "x", "key-5"), ProblemType.UNKNOWN_UNUSUAL_READ);

        file(new TestDepartment(above, "none", "none"), "boss", "NOT_FOUND", 12, 0);
        assertThat(list(supervisor(below.code()), "MANY_NOT_FOUND").getList("unusualReads.officer"))
                .containsExactly("guesser");
    }

    @Test
    void list_isPaged_withAsManyStatementsForManyAsForOne() {
        TestDepartment department = TestDepartment.register();
        String supervisor = supervisor(department.code());
        mark(department, 1);
        long one = Statements.of(sessions, () -> list(supervisor, "CLOSED_CASE"));
        mark(department, 150);
        assertThat(Statements.of(sessions, () -> list(supervisor, "CLOSED_CASE")))
                .isEqualTo(one);
        Response first = with(supervisor).queryParam("limit", 100).get(LIST);
        assertThat(first.jsonPath().getList("unusualReads")).hasSize(100);
        String next = first.header("Link").replaceAll("<([^>]*)>.*", "$1");
        JsonPath rest = with(supervisor).urlEncodingEnabled(false).get(next).jsonPath();
        assertThat(rest.getList("unusualReads")).hasSize(51);
        assertThat(rest.getList("unusualReads.id"))
                .doesNotContainAnyElementsOf(first.jsonPath().getList("unusualReads.id"));
    }

    @Test
    void day_boundsTheList() {
        TestDepartment department = TestDepartment.register();
        String supervisor = supervisor(department.code());
        mark(department, 1);
        with(supervisor)
                .queryParam("day", "2026-01-05")
                .get(LIST)
                .then()
                .statusCode(200)
                .body("day", org.hamcrest.Matchers.equalTo("2026-01-05"))
                .body("unusualReads", org.hamcrest.Matchers.hasSize(0));
        for (String wrong : List.of("day=yesterday", "rule=X", "unexplained=maybe", "cursor=x", "limit=101")) {
            refused(with(supervisor).get(LIST + "?" + wrong), ProblemType.INVALID_PARAMETER);
        }
    }

    @Test
    void supervisor_readsNoLicense_andNobodyElseSeesUnusualReads() {
        TestDepartment department = TestDepartment.register();
        String supervisor = supervisor(department.code());
        String license = Api.issued("market-bureau", Api.FOOD);
        refused(with(supervisor).get("/v1/licenses/" + license), ProblemType.NOT_AUTHORISED);
        refused(with(supervisor).get("/v1/receipts/" + UUID.randomUUID()), ProblemType.NOT_AUTHORISED);
        refused(department.self().get(LIST), ProblemType.NOT_AUTHORISED);
        for (String client : List.of("registry-operator", "citizen-portal", "commerce-bureau")) {
            refused(as(client).get(LIST), ProblemType.NOT_AUTHORISED);
        }
    }

    private static Response read(TestDepartment department, String caseNumber, String officer, String license) {
        return department.asking(MATTER, caseNumber, officer).get("/v1/licenses/" + license);
    }

    private static void officer(TestDepartment department, String account, String name) {
        as(OPERATOR)
                .body("{\"account\":\"" + account + "\",\"name\":\"" + name + "\",\"roles\":[\"CASE_HANDLER\"]}")
                .post("/v1/departments/" + department.code() + "/officers")
                .then()
                .statusCode(201);
    }

    /** The token of a new supervisor of a department. */
    private static String supervisor(String department) {
        String clientId = "watch-" + department.toLowerCase(Locale.ROOT);
        String secret = as(OPERATOR)
                .body("{\"clientId\":\"" + clientId + "\",\"authority\":\"" + department
                        + "\",\"name\":{\"zh-CN\":\"监督\",\"en\":\"Supervision\"},\"roles\":[\"supervisor\"]}")
                .post("/v1/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
        return given().auth()
                .preemptive()
                .basic(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .path("access_token");
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .contentType(ContentType.JSON);
    }

    private static JsonPath list(String token, String rule) {
        return with(token)
                .queryParam("rule", rule)
                .get(LIST)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> open(String token) {
        return with(token)
                .queryParam("rule", "MANY_NOT_FOUND")
                .queryParam("unexplained", "true")
                .get(LIST)
                .jsonPath()
                .getList("unusualReads.id");
    }

    private static Response explain(String token, String id, String key) {
        return with(token)
                .header("Idempotency-Key", key + id)
                .body("{\"explainedBy\":\"监督员\",\"reason\":\"录入错误，已提醒\"}")
                .post(LIST + "/" + id + "/explanations");
    }

    /** Records reads of today's noon, about as many holders; about none by an identifier that is none. */
    private void file(TestDepartment department, String officer, String outcome, int reads, int holders) {
        String holder = holders == 0
                ? "null"
                : "sha256(cast('" + department.code() + officer + "' || (n % " + holders + ") as bytea))";
        insert(department, officer, outcome, reads, holder, "'{}'");
    }

    private void mark(TestDepartment department, int reads) {
        insert(department, "li.si", "CASE_CLOSED", reads, "null", "'{CLOSED_CASE}'");
    }

    private void insert(
            TestDepartment department, String officer, String outcome, int reads, String holder, String marks) {
        // Each later than those before: which one was the first must not be up to chance.
        String noon = "(date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '12 hours "
                + insertions.incrementAndGet() + " milliseconds') at time zone 'Asia/Shanghai'";
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("insert into access_record (id, at, client_id, authority_code,"
                                + " officer, purpose, matter, case_number, operation, holder_key, type_codes, outcome,"
                                + " identifiers, grant_ids, receipt, marks)"
                                + " select cast(substr(cast(lowest_id(" + noon + ") as text), 1, 13) || '-7'"
                                + " || substr(cast(gen_random_uuid() as text), 16) as uuid), " + noon + ", 'test', '"
                                + department.code() + "', '" + officer
                                + "', 'purpose', 'matter', 'CASE-1', 'BY_HOLDER', "
                                + holder + ", '{}', '" + outcome + "', '', '{}', 'receipt', " + marks
                                + " from generate_series(1, " + reads + ") as n")
                        .executeUpdate());
    }

    private Object query(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(query, Object.class).getSingleResult());
    }
}
