package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.OPERATOR;
import static org.zhengzhao.registry.TestDepartment.as;
import static org.zhengzhao.registry.TestDepartment.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.code.AreaCode;

/** Regions, departments, officers, matters and cases. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DepartmentsTest {
    @Inject
    EntityManager entities;

    @Inject
    SessionFactory sessions;

    @Inject
    DepartmentService departments;

    @Test
    void regions_areATree() {
        Api.as(OPERATOR).get("/v1/regions/110000").then().statusCode(200).body("parent", equalTo("100000"));
        registerRegion("130100", "130000").then().statusCode(201);
        registerRegion("130102", "130100").then().statusCode(201);
        Api.as(OPERATOR)
                .queryParam("parent", "130100")
                .get("/v1/regions")
                .then()
                .statusCode(200)
                .body("regions.code", equalTo(List.of("130102")));
        refused(registerRegion("130102", "130100"), ProblemType.REGION_EXISTS);
        refused(registerRegion("140102", "130100"), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/parent"));
        refused(registerRegion("140102", "140100"), ProblemType.UNKNOWN_REGION);
        as(OPERATOR)
                .body("{\"name\":{\"zh-CN\":\"新区\",\"en\":\"New district\"}}")
                .put("/v1/regions/130102")
                .then()
                .statusCode(200)
                .body("name.en", equalTo("New district"));
        refused(Api.as(OPERATOR).get("/v1/regions/139999"), ProblemType.UNKNOWN_REGION);
        refused(as("commerce-bureau").body("{}").post("/v1/regions"), ProblemType.NOT_AUTHORISED);
    }

    private static Response registerRegion(String code, String parent) {
        return as(OPERATOR)
                .body("{\"code\":\"" + code + "\",\"parent\":\"" + parent
                        + "\",\"name\":{\"zh-CN\":\"测试区\",\"en\":\"Test district\"}}")
                .post("/v1/regions");
    }

    @Test
    void department_registeredTwiceWithOneKey_isThereOnce() {
        String code = TestDepartment.nextCode();
        String body = "{\"code\":\"" + code
                + "\",\"name\":{\"zh-CN\":\"测试部门\",\"en\":\"Test department\"},\"region\":\"110000\"}";
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            as(OPERATOR)
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/v1/departments")
                    .then()
                    .statusCode(201)
                    .body("code", equalTo(code));
        }
        refused(as(OPERATOR).body(body).post("/v1/departments"), ProblemType.DEPARTMENT_EXISTS);
        refused(
                as(OPERATOR)
                        .header("Idempotency-Key", key)
                        .body(body.replace("Test department", "Another"))
                        .post("/v1/departments"),
                ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void department_wrongMembers_areAllNamed() {
        refused(
                        as(OPERATOR)
                                .body("{\"code\":\"x\",\"region\":\"99\",\"parent\":\"y\",\"surprise\":1}")
                                .post("/v1/departments"),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItems("/code", "/name", "/region", "/parent", "/surprise"));
        refused(TestDepartment.registerDepartment(TestDepartment.nextCode(), "119999"), ProblemType.UNKNOWN_REGION);
    }

    @Test
    void systems_ofADepartment_areItsClients() {
        TestDepartment department = TestDepartment.register();
        Api.as(OPERATOR)
                .get("/v1/departments/" + department.code() + "/systems")
                .then()
                .statusCode(200)
                .body("systems.clientId", equalTo(List.of(department.clientId())))
                .body("systems[0].roles", equalTo(List.of("department")));
        Api.as(OPERATOR)
                .get("/v1/departments/11110000MBFAKE039R/systems")
                .then()
                .statusCode(200)
                .body("systems.clientId", hasItem("market-bureau"));
    }

    @Test
    void read_officerNotOnTheList_isRefusedOnceThereIsAList() {
        TestDepartment department = TestDepartment.register();
        find(department, "anybody").then().statusCode(200);

        officer(department, "fang.yining", "CASE_HANDLER").then().statusCode(201);
        officer(department, "gu.mingche", "PRIVACY_OFFICER").then().statusCode(201);
        refused(officer(department, "fang.yining", "CASE_HANDLER"), ProblemType.OFFICER_EXISTS);

        find(department, "fang.yining").then().statusCode(200);
        refused(find(department, "anybody"), ProblemType.OFFICER_NOT_ACTIVE);
        refused(find(department, "gu.mingche"), ProblemType.OFFICER_NOT_ACTIVE);

        as(OPERATOR)
                .body("{\"name\":\"方以宁\",\"roles\":[\"CASE_HANDLER\"],\"active\":false}")
                .put("/v1/departments/" + department.code() + "/officers/fang.yining")
                .then()
                .statusCode(200);
        refused(find(department, "fang.yining"), ProblemType.OFFICER_NOT_ACTIVE);
        assertThat(outcomes(department))
                .containsExactly("FOUND", "FOUND", "OFFICER_NOT_ACTIVE", "OFFICER_NOT_ACTIVE", "OFFICER_NOT_ACTIVE");
        refused(
                as(OPERATOR)
                        .body("{\"name\":\"x\",\"roles\":[\"CASE_HANDLER\"]}")
                        .put("/v1/departments/" + department.code() + "/officers/nobody"),
                ProblemType.UNKNOWN_OFFICER);
        Api.as(OPERATOR)
                .queryParam("limit", 1)
                .get("/v1/departments/" + department.code() + "/officers")
                .then()
                .statusCode(200)
                .body("officers.account", equalTo(List.of("fang.yining")))
                .header("Link", containsString("cursor=fang.yining"));
    }

    private static Response officer(TestDepartment department, String account, String role) {
        return as(OPERATOR)
                .body("{\"account\":\"" + account + "\",\"name\":\"方以宁\",\"roles\":[\"" + role + "\"]}")
                .post("/v1/departments/" + department.code() + "/officers");
    }

    private static Response find(TestDepartment department, String officer) {
        return found(department, "CASE-1", officer);
    }

    private static Response found(TestDepartment department, String caseNumber, String officer) {
        return department
                .asking(MATTER, caseNumber, officer)
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", "91110000MAFAKE019D")
                .queryParam("type", TestDepartment.type(Api.FOOD))
                .get("/v1/licenses");
    }

    @Test
    void read_closedCase_isRefused() {
        TestDepartment department = TestDepartment.register();
        found(department, "ANY-1", "o").then().statusCode(200);

        String id = openCase(department, MATTER, "AJ-1")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        found(department, "AJ-1", "o").then().statusCode(200);
        refused(found(department, "ANY-1", "o"), ProblemType.CASE_NOT_REGISTERED);
        TestDepartment.registerMatter(department.code(), "other").then().statusCode(201);
        openCase(department, "other", "AJ-2").then().statusCode(201);
        refused(found(department, "AJ-2", "o"), ProblemType.CASE_NOT_REGISTERED);
        refused(openCase(department, MATTER, "AJ-2"), ProblemType.CASE_EXISTS);
        refused(openCase(department, "unknown", "AJ-3"), ProblemType.UNKNOWN_MATTER);

        TestDepartment stranger = TestDepartment.register();
        refused(stranger.self().post("/v1/cases/" + id + "/close"), ProblemType.UNKNOWN_CASE);
        String closedAt = department
                .self()
                .post("/v1/cases/" + id + "/close")
                .then()
                .statusCode(200)
                .extract()
                .path("closedAt");
        department
                .self()
                .post("/v1/cases/" + id + "/close")
                .then()
                .statusCode(200)
                .body("closedAt", equalTo(closedAt));
        refused(found(department, "AJ-1", "o"), ProblemType.CASE_CLOSED);
        assertThat(outcomes(department))
                .containsExactly("FOUND", "FOUND", "CASE_NOT_REGISTERED", "CASE_NOT_REGISTERED", "CASE_CLOSED");
    }

    private static Response openCase(TestDepartment department, String matter, String number) {
        return department
                .self()
                .body("{\"matter\":\"" + matter + "\",\"caseNumber\":\"" + number + "\"}")
                .post("/v1/cases");
    }

    @Test
    void matters_areListedByDepartment() {
        TestDepartment department = TestDepartment.register();
        refused(TestDepartment.registerMatter(department.code(), MATTER), ProblemType.MATTER_EXISTS);
        refused(TestDepartment.registerMatter(TestDepartment.nextCode(), MATTER), ProblemType.UNKNOWN_DEPARTMENT);
        department.self().get("/v1/matters").then().statusCode(200).body("matters.code", equalTo(List.of(MATTER)));
        department
                .self()
                .get("/v1/matters/" + MATTER)
                .then()
                .statusCode(200)
                .body("department", equalTo(department.code()));
        refused(department.self().get("/v1/matters/unknown"), ProblemType.UNKNOWN_MATTER);
    }

    /** Thousands of departments are registered and listed with as few statements as one. */
    @Test
    void threeThousandDepartments_areListedWithOneStatementAPage() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            codes.add(TestDepartment.nextCode());
        }
        QuarkusTransaction.requiringNew().run(() -> codes.forEach(this::insertDepartment));

        AreaCode region = new AreaCode("820000");
        long one = Statements.of(
                sessions,
                () -> assertThat(departments.page(Optional.of(region), Optional.empty(), Optional.empty(), 1))
                        .isNotEmpty());
        long many = Statements.of(
                sessions,
                () -> assertThat(departments.page(Optional.of(region), Optional.empty(), Optional.empty(), 3000))
                        .isNotEmpty());
        assertThat(many).isEqualTo(one).isEqualTo(1);

        List<String> seen = new ArrayList<>();
        String next = "/v1/departments?region=820000&limit=100";
        while (next != null) {
            Response page = Api.as(OPERATOR).urlEncodingEnabled(false).get(next);
            seen.addAll(page.path("departments.code"));
            String link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(seen).hasSize(3000).containsExactlyInAnyOrderElementsOf(codes);
    }

    private void insertDepartment(String code) {
        for (String insert : List.of(
                "insert into authority values (:code, '测试', 'Test', 'OTHER', '820000', now())",
                "insert into department values (:code, null, '820000', '测试', 'Test', now(), 'test')")) {
            entities.createNativeQuery(insert).setParameter("code", code).executeUpdate();
        }
    }

    @Test
    void reads_ofOneDepartment_areNotThoseOfAnother() {
        TestDepartment department = TestDepartment.register();
        department.self().get("/v1/departments").then().statusCode(403);
        department
                .self()
                .get("/v1/grants")
                .then()
                .statusCode(200)
                .body("grants", hasSize(0))
                .body("grants.terms.department", not(hasItem("11110000MBFAKE1353")));
    }

    private List<String> outcomes(TestDepartment department) {
        List<?> outcomes = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select outcome from access_record where authority_code = :code order by id")
                        .setParameter("code", department.code())
                        .getResultList());
        return outcomes.stream().map(String::valueOf).toList();
    }
}
