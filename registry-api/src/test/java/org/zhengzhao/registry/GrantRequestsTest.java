package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
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
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.calendar.CalendarService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** From the request for a grant to the decision, and the calendar that its deadline is counted on. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GrantRequestsTest {
    private static final String ENGINEER = "class-2-cost-engineer";

    @Inject
    EntityManager entities;

    @Inject
    CalendarService calendar;

    @Test
    void request_granted_letsTheDepartmentRead() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("housing-commission", ENGINEER);
        String key = UUID.randomUUID().toString();
        String body = submission(ENGINEER, ",\"fields\":[\"/fields/specialty\"],\"dailyCap\":5");
        String id = department
                .self()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/grant-requests")
                .then()
                .statusCode(201)
                .body("state", equalTo("SUBMITTED"))
                .body("workingDays", equalTo(10))
                .body("receivedOn", equalTo(calendar.today().toString()))
                .body("dueOn", equalTo(after(10).toString()))
                .body("overdue", equalTo(false))
                .extract()
                .path("id");
        department
                .self()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/grant-requests")
                .then()
                .statusCode(201)
                .body("id", equalTo(id));
        refused(department.asking().get("/v1/licenses/" + license), ProblemType.GRANT_REQUIRED);

        act(id, "grant", "")
                .then()
                .statusCode(200)
                .body("state", equalTo("GRANTED"))
                .body("dueOn", nullValue())
                .body("availableBy", equalTo(after(20).toString()))
                .body("steps.act", equalTo(List.of("SUBMIT", "GRANT")))
                .body("steps.reason", everyItem(notNullValue()));
        department
                .asking()
                .get("/v1/licenses/" + license)
                .then()
                .statusCode(200)
                .body("fields.specialty", notNullValue())
                .body("withheld", hasItem("/number"));
        department
                .self()
                .get("/v1/grants")
                .then()
                .body("grants.request", equalTo(List.of(id)))
                .body("grants[0].terms.dailyCap", equalTo(5));
        refused(act(id, "refuse", ""), ProblemType.GRANT_REQUEST_STATE);
        refused(act(id, "grant", ""), ProblemType.GRANT_REQUEST_STATE);
    }

    @Test
    void request_incomplete_stopsTheClock() {
        TestDepartment department = TestDepartment.register();
        String id = submit(department);
        act(id, "ask-to-complete", "")
                .then()
                .statusCode(200)
                .body("state", equalTo("INCOMPLETE"))
                .body("dueOn", nullValue());
        refused(act(id, "grant", ""), ProblemType.GRANT_REQUEST_STATE);
        refused(
                department.self().body(actor("")).post("/v1/grant-requests/" + id + "/refuse"),
                ProblemType.NOT_AUTHORISED);
        refused(
                TestDepartment.register().self().body(actor("")).post("/v1/grant-requests/" + id + "/complete"),
                ProblemType.UNKNOWN_GRANT_REQUEST);
        department
                .self()
                .body(actor(""))
                .post("/v1/grant-requests/" + id + "/complete")
                .then()
                .statusCode(200)
                .body("state", equalTo("SUBMITTED"))
                .body("dueOn", equalTo(after(10).toString()));
        refused(
                department.self().body(actor("")).post("/v1/grant-requests/" + id + "/complete"),
                ProblemType.GRANT_REQUEST_STATE);
    }

    @Test
    void request_extendedOnce_hasMoreDays() {
        TestDepartment department = TestDepartment.register();
        String id = submit(department);
        refused(act(id, "extend", ",\"days\":11"), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/days"));
        act(id, "extend", ",\"days\":5")
                .then()
                .statusCode(200)
                .body("state", equalTo("EXTENDED"))
                .body("workingDays", equalTo(15))
                .body("dueOn", equalTo(after(15).toString()));
        refused(act(id, "extend", ",\"days\":5"), ProblemType.GRANT_REQUEST_STATE);
        act(id, "ask-to-complete", "").then().statusCode(200);
        department
                .self()
                .body(actor(""))
                .post("/v1/grant-requests/" + id + "/complete")
                .then()
                .body("state", equalTo("EXTENDED"));
        act(id, "refuse", "").then().statusCode(200).body("state", equalTo("REFUSED"));
    }

    @Test
    void request_withdrawnOrWrong_isNotDecided() {
        TestDepartment department = TestDepartment.register();
        String id = submit(department);
        refused(
                department.self().body("{\"officer\":\"o\"}").post("/v1/grant-requests/" + id + "/withdraw"),
                ProblemType.VALIDATION_FAILED);
        department
                .self()
                .body(actor(""))
                .post("/v1/grant-requests/" + id + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
        refused(act(id, "grant", ""), ProblemType.GRANT_REQUEST_STATE);
        refused(
                department
                        .self()
                        .body(submission(ENGINEER, "").replace(MATTER, "none"))
                        .post("/v1/grant-requests"),
                ProblemType.UNKNOWN_MATTER);
        refused(
                department
                        .self()
                        .body(submission(ENGINEER, ",\"fields\":[\"/fields/nothing\"]"))
                        .post("/v1/grant-requests"),
                ProblemType.VALIDATION_FAILED);
        refused(
                department
                        .self()
                        .body(submission(ENGINEER, ",\"region\":\"119999\""))
                        .post("/v1/grant-requests"),
                ProblemType.UNKNOWN_REGION);
        refused(act(UUID.randomUUID().toString(), "grant", ""), ProblemType.UNKNOWN_GRANT_REQUEST);
    }

    @Test
    void request_decisionForLongerThanAskedFor_isRefused() {
        TestDepartment department = TestDepartment.register();
        LocalDate until = calendar.today().plusMonths(3);
        String id = department
                .self()
                .body(submission(ENGINEER, ",\"validUntil\":\"" + until + "\""))
                .post("/v1/grant-requests")
                .path("id");
        refused(act(id, "grant", ",\"validUntil\":\"" + until.plusDays(1) + "\""), ProblemType.VALIDATION_FAILED);
        refused(act(id, "grant", ",\"validFrom\":\"" + after(21) + "\""), ProblemType.VALIDATION_FAILED);
        act(id, "grant", ",\"validUntil\":\"" + until.minusDays(1) + "\",\"validFrom\":\"" + after(20) + "\"")
                .then()
                .statusCode(200);
    }

    @Test
    void request_sharedUnconditionally_hasOneWorkingDay() {
        TestDepartment department = TestDepartment.register();
        department
                .self()
                .body(submission(Api.FOOD, ""))
                .post("/v1/grant-requests")
                .then()
                .statusCode(201)
                .body("workingDays", equalTo(1))
                .body("dueOn", equalTo(after(1).toString()));
    }

    @Test
    void request_decidedTwiceAtOnce_isDecidedOnce() throws Exception {
        TestDepartment department = TestDepartment.register();
        String id = submit(department);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String decision = i % 2 == 0 ? "grant" : "refuse";
                running.add(threads.submit(() -> act(id, decision, "").statusCode()));
            }
            for (Future<Integer> one : running) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        Response request = Api.as(STEWARD).get("/v1/grant-requests/" + id);
        int grants = department.self().get("/v1/grants").path("grants.size()");
        assertThat(grants).isEqualTo(request.path("state").equals("GRANTED") ? 1 : 0);
        assertThat(request.<List<String>>path("steps.act")).hasSize(2);
    }

    /** What was due is on the escalation list, and a calendar that is imported moves running deadlines. */
    @Test
    void overdue_afterTheDeadline_isListedUntilItIsDecided() {
        TestDepartment department = TestDepartment.register();
        String late = submit(department);
        String fresh = submit(department);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update grant_request set received_on = received_on - 60 where id = cast(:id as uuid)")
                        .setParameter("id", late)
                        .executeUpdate());
        importYear(2031, "[]").then().statusCode(200);

        overdue().then().body("requests.id", hasItem(late)).body("requests.id", not(hasItem(fresh)));
        department
                .self()
                .queryParam("overdue", "true")
                .get("/v1/grant-requests")
                .then()
                .statusCode(200)
                .body("requests.id", equalTo(List.of(late)))
                .body("requests[0].overdue", equalTo(true));
        act(late, "refuse", "").then().statusCode(200);
        overdue().then().body("requests.id", not(hasItem(late)));
        act(fresh, "refuse", "").then().statusCode(200);
    }

    private static Response overdue() {
        return Api.as(OPERATOR)
                .queryParam("overdue", "true")
                .queryParam("limit", "100")
                .get("/v1/grant-requests");
    }

    @Test
    void calendar_imported_replacesTheYear() {
        importYear(
                        2032,
                        "[{\"day\":\"2032-10-01\",\"kind\":\"HOLIDAY\",\"name\":\"国庆节\"},"
                                + "{\"day\":\"2032-10-09\",\"kind\":\"WORKDAY\",\"name\":\"调休\"}]")
                .then()
                .statusCode(200)
                .body("days.day", equalTo(List.of("2032-10-01", "2032-10-09")));
        importYear(2032, "[{\"day\":\"2032-10-02\",\"kind\":\"HOLIDAY\",\"name\":\"国庆节\"}]")
                .then()
                .statusCode(200);
        Api.as(OPERATOR)
                .get("/v1/calendar/2032")
                .then()
                .statusCode(200)
                .body("days.day", equalTo(List.of("2032-10-02")))
                .body("source", equalTo("a notice (fictional)"));
        refused(Api.as(OPERATOR).get("/v1/calendar/2033"), ProblemType.UNKNOWN_CALENDAR_YEAR);
        refused(
                        importYear(
                                2032,
                                "[{\"day\":\"2031-10-01\",\"kind\":\"HOLIDAY\",\"name\":\"x\"},"
                                        + "{\"day\":\"2032-10-08\",\"kind\":\"WORKDAY\",\"name\":\"a Friday\"},"
                                        + "{\"day\":\"2032-10-01\",\"kind\":\"FEAST\",\"name\":\"x\"}]"),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", equalTo(List.of("/days/0/day", "/days/1/kind", "/days/2/kind")));
        refused(as("commerce-bureau").body("{}").put("/v1/calendar/2032"), ProblemType.NOT_AUTHORISED);
    }

    @Test
    void calendar_builtIn_saysThatItIsASample() {
        Api.as(OPERATOR)
                .get("/v1/calendar/2026")
                .then()
                .statusCode(200)
                .body("source", containsString("Built-in sample"))
                .body("days.day", hasItem("2026-10-01"));
    }

    private static Response importYear(int year, String days) {
        return as(OPERATOR)
                .body("{\"source\":\"a notice (fictional)\",\"days\":" + days + "}")
                .put("/v1/calendar/" + year);
    }

    private LocalDate after(int workingDays) {
        return calendar.from(calendar.today()).after(calendar.today(), workingDays);
    }

    private static String submit(TestDepartment department) {
        return department
                .self()
                .body(submission(ENGINEER, ""))
                .post("/v1/grant-requests")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String submission(String slug, String more) {
        return "{\"matter\":\"" + MATTER + "\",\"type\":\"" + type(slug)
                + "\",\"legalBasis\":\"Article 7 (fictional)\",\"officer\":\"fang.yining\",\"reason\":\"needed for"
                + " subsidies\""
                + more + "}";
    }

    private static Response act(String id, String act, String more) {
        return as(STEWARD).body(actor(more)).post("/v1/grant-requests/" + id + "/" + act);
    }

    private static String actor(String more) {
        return "{\"officer\":\"lu.siyuan\",\"reason\":\"as discussed\"" + more + "}";
    }
}
