package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.OPERATOR;
import static org.zhengzhao.registry.TestDepartment.as;
import static org.zhengzhao.registry.TestDepartment.notIssued;
import static org.zhengzhao.registry.TestDepartment.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;

/**
 * Everybody tries to do more than they may: in another organisation, another region, with another type, in another name, with roles that
 * they do not have. Each try is refused with its code, nothing is written, and nothing is told of what belongs to others.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class EscalationTest {
    private static final String MARKET = "11110000MBFAKE039R";
    private static final String TRANSPORT = "11110000MBFAKE100G";
    private static final String NORTH = "130000";
    private static final String IN_NORTH = "130100";
    private static final String IN_SOUTH = "440100";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** What acts write to; background work writes to none of it, but for the intents that belong to licenses. */
    private static final List<String> TABLES = List.of(
            "license",
            "license_event",
            "issuance_intent",
            "license_draft",
            "license_draft_step",
            "registry_key",
            "key_ceremony",
            "case_file",
            "batch",
            "sharing_grant",
            "sharing_rule",
            "grant_step",
            "license_type",
            "unusual_read_explanation");

    @Inject
    EntityManager entities;

    @Test
    void issuerOfAnotherAuthority_doesNothingToALicense() {
        String license = Api.issued("market-bureau", Api.FOOD);
        String unknown = notIssued(license);
        String transport = Api.token("transport-commission");
        nothingIsWritten(() -> {
            for (String identifier : List.of(license, unknown)) {
                refused(
                        LifecycleApi.post(
                                transport,
                                identifier,
                                "events",
                                LifecycleApi.act("SUSPEND", "PRECAUTION"),
                                Optional.empty()),
                        ProblemType.NOT_ISSUING_AUTHORITY);
                refused(
                        LifecycleApi.post(
                                transport,
                                identifier,
                                "versions",
                                LifecycleApi.version("REISSUE", "LOST", ""),
                                Optional.empty()),
                        ProblemType.NOT_ISSUING_AUTHORITY);
            }
            refused(
                    with(transport)
                            .body(DraftApi.nextVersion(license, LifecycleApi.version("REISSUE", "LOST", "")))
                            .post("/v1/license-drafts"),
                    ProblemType.PERSON_REQUIRED);
            String clerk = account(TRANSPORT, "\"person\":\"jt-0001\"", "issuer");
            for (String identifier : List.of(license, unknown)) {
                refused(
                        with(clerk)
                                .body(DraftApi.nextVersion(identifier, LifecycleApi.version("REISSUE", "LOST", "")))
                                .post("/v1/license-drafts"),
                        ProblemType.NOT_ISSUING_AUTHORITY);
            }
        });
    }

    @Test
    void correctorOfAnotherAuthority_correctsNothing() {
        String license = Api.issued("market-bureau", Api.FOOD);
        String corrector = account(TRANSPORT, "", "corrector");
        String body = "{\"corrects\":\"" + UUID.randomUUID() + "\"," + LifecycleApi.decision("RECORDED_IN_ERROR") + "}";
        nothingIsWritten(() -> {
            refused(correction(corrector, license, body), ProblemType.NOT_ISSUING_AUTHORITY);
            refused(correction(corrector, notIssued(license), body), ProblemType.NOT_ISSUING_AUTHORITY);
        });
    }

    private static Response correction(String token, String license, String body) {
        return LifecycleApi.post(token, license, "corrections", body, Optional.empty());
    }

    @Test
    void issuerOfTheNorth_issuesAndActsInTheNorthOnly() {
        String north = account(MARKET, "\"region\":\"" + NORTH + "\"", "issuer");
        String own = with(north)
                .body(foodIn(IN_NORTH))
                .post("/v1/licenses")
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
        String south = issuedIn(IN_SOUTH);
        nothingIsWritten(() -> {
            refused(with(north).body(foodIn(IN_SOUTH)).post("/v1/licenses"), ProblemType.REGION_NOT_ASSIGNED);
            refused(
                    LifecycleApi.post(
                            north, south, "events", LifecycleApi.act("SUSPEND", "PRECAUTION"), Optional.empty()),
                    ProblemType.REGION_NOT_ASSIGNED);
            refused(
                    LifecycleApi.post(
                            north, south, "versions", LifecycleApi.version("REISSUE", "LOST", ""), Optional.empty()),
                    ProblemType.REGION_NOT_ASSIGNED);
            // Nor is a license of the north carried to the south.
            refused(
                    LifecycleApi.post(
                            north,
                            own,
                            "versions",
                            LifecycleApi.version("CHANGE", "HOLDER_APPLIED", "\"areaCode\":\"" + IN_SOUTH + "\""),
                            Optional.empty()),
                    ProblemType.REGION_NOT_ASSIGNED);
        });
        LifecycleApi.post(north, own, "events", LifecycleApi.act("SUSPEND", "PRECAUTION"), Optional.empty())
                .then()
                .statusCode(201);
    }

    @Test
    void issuerOfOneType_issuesAndActsOnNoOther() {
        String limited = account(MARKET, "\"types\":[\"" + TestDepartment.type("business-license") + "\"]", "issuer");
        String food = Api.issued("market-bureau", Api.FOOD);
        nothingIsWritten(() -> {
            refused(with(limited).body(Api.order(Api.FOOD)).post("/v1/licenses"), ProblemType.TYPE_NOT_ASSIGNED);
            refused(
                    LifecycleApi.post(
                            limited, food, "events", LifecycleApi.act("SUSPEND", "PRECAUTION"), Optional.empty()),
                    ProblemType.TYPE_NOT_ASSIGNED);
            refused(
                    LifecycleApi.post(
                            limited,
                            notIssued(food),
                            "events",
                            LifecycleApi.act("SUSPEND", "PRECAUTION"),
                            Optional.empty()),
                    ProblemType.TYPE_NOT_ASSIGNED);
        });
        with(limited)
                .body(Api.order("business-license"))
                .post("/v1/licenses")
                .then()
                .statusCode(201);
    }

    @Test
    void draftOfTheSouth_isUnknownToReviewersOfTheNorthAndOfOthers() {
        String type = DraftApi.type(981);
        String draft = made(type, IN_SOUTH);
        String digest = DraftApi.digest(draft);
        String north = account(DraftApi.AUTHORITY, "\"person\":\"zs-9201\",\"region\":\"" + NORTH + "\"", "reviewer");
        String otherType = account(
                DraftApi.AUTHORITY,
                "\"person\":\"zs-9202\",\"types\":[\"" + TestDepartment.type(Api.FOOD) + "\"]",
                "reviewer");
        String stranger = account(MARKET, "\"person\":\"sc-0001\"", "reviewer");
        nothingIsWritten(() -> {
            for (String token : List.of(north, otherType, stranger)) {
                for (String id : List.of(draft, UUID.randomUUID().toString())) {
                    refused(with(token).get("/v1/license-drafts/" + id), ProblemType.UNKNOWN_DRAFT);
                    refused(
                            DraftApi.decide(token, id, DraftApi.decision("ACCEPT", digest), Optional.empty()),
                            ProblemType.UNKNOWN_DRAFT);
                }
                assertThat(toReview(token)).doesNotContain(draft);
            }
        });
        String here = made(type, IN_NORTH);
        assertThat(toReview(north)).contains(here).doesNotContain(draft);
        DraftApi.decide(north, here, DraftApi.decision("ACCEPT", DraftApi.digest(here)), Optional.empty())
                .then()
                .statusCode(201);
        String clerk = account(DraftApi.AUTHORITY, "\"person\":\"zs-9203\",\"region\":\"" + NORTH + "\"", "issuer");
        nothingIsWritten(() -> refused(
                with(clerk)
                        .body(DraftApi.draft(inArea(DraftApi.order(type), IN_SOUTH)))
                        .post("/v1/license-drafts"),
                ProblemType.REGION_NOT_ASSIGNED));
    }

    private static String made(String type, String area) {
        return with(Api.token(DraftApi.CLERK))
                .body(DraftApi.draft(inArea(DraftApi.order(type), area)))
                .post("/v1/license-drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static List<String> toReview(String token) {
        return with(token)
                .queryParam("task", "REVIEW")
                .queryParam("limit", "100")
                .get("/v1/license-drafts")
                .then()
                .statusCode(200)
                .extract()
                .path("drafts.id");
    }

    @Test
    void sealingOfficer_decidesOnKeysOfTheOwnAuthorityOnly() {
        String authority = TestDepartment.nextCode();
        TestDepartment.registerDepartment(authority, "110000").then().statusCode(201);
        String key = Ceremonies.putIntoService(authority);
        String officer = account(authority, "\"person\":\"yz-0001\"", "sealing-officer");
        String stranger = account(TRANSPORT, "\"person\":\"yz-0002\"", "sealing-officer");
        String registrys = Ceremonies.operator()
                .get("/v1/keys?limit=100")
                .then()
                .extract()
                .path("keys.find { it.purpose == 'STATUS' && it.state == 'CURRENT' }.id");
        nothingIsWritten(() -> {
            for (String id : List.of(key, registrys, UUID.randomUUID().toString())) {
                refused(with(stranger).get("/v1/keys/" + id), ProblemType.UNKNOWN_KEY);
                refused(with(stranger).get("/v1/keys/" + id + "/certificates"), ProblemType.UNKNOWN_KEY);
                refused(with(stranger).get("/v1/keys/" + id + "/request"), ProblemType.UNKNOWN_KEY);
                for (String act : List.of("retire", "activate", "discard", "declare-compromised")) {
                    refused(with(stranger).body(CEREMONY).post("/v1/keys/" + id + "/" + act), ProblemType.UNKNOWN_KEY);
                }
            }
            refused(with(officer).get("/v1/keys/" + registrys), ProblemType.UNKNOWN_KEY);
            refused(with(officer).body(CEREMONY).post("/v1/keys/" + registrys + "/retire"), ProblemType.UNKNOWN_KEY);
            refused(with(officer).body("{}").post("/v1/keys"), ProblemType.NOT_AUTHORISED);
            refused(with(officer).body(CEREMONY).post("/v1/keys/" + key + "/issue"), ProblemType.NOT_AUTHORISED);
        });
        List<String> seen = with(officer)
                .queryParam("authority", TRANSPORT)
                .get("/v1/keys")
                .then()
                .statusCode(200)
                .extract()
                .path("keys.id");
        assertThat(seen).containsExactly(key);
        with(officer).body(CEREMONY).post("/v1/keys/" + key + "/retire").then().statusCode(200);
    }

    private static final String CEREMONY =
            "{\"ceremony\":{\"conductedBy\":\"张三\",\"witnesses\":[\"李四\"],\"note\":\"test\"}}";

    @Test
    void whatIsOfAnotherDepartment_isAsUnknownAsWhatIsNotThere() {
        TestDepartment owner = TestDepartment.register();
        TestDepartment stranger = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        String openCase = owner.self()
                .body("{\"matter\":\"" + MATTER + "\",\"caseNumber\":\"AJ-1\"}")
                .post("/v1/cases")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String read = owner.asking(MATTER, "AJ-1", "li.si")
                .get("/v1/licenses/" + license)
                .header("Access-Record");
        String grant = owner.give("class-2-cost-engineer", ",\"fields\":[\"/number\"]");
        nothingIsWritten(() -> {
            same(stranger, "/v1/cases/", openCase, ProblemType.UNKNOWN_CASE);
            same(stranger, "/v1/receipts/", read, ProblemType.UNKNOWN_RECEIPT);
            same(stranger, "/v1/grants/", grant, ProblemType.UNKNOWN_GRANT);
            refused(stranger.self().post("/v1/cases/" + openCase + "/close"), ProblemType.UNKNOWN_CASE);
        });
        for (String list : List.of("/v1/matters", "/v1/grants")) {
            assertThat(stranger.self()
                            .queryParam("department", owner.code())
                            .get(list)
                            .asString())
                    .doesNotContain(owner.code());
        }
        refused(
                TestDepartment.registerWithoutMatter()
                        .self()
                        .queryParam("department", owner.code())
                        .get("/v1/matters/" + MATTER),
                ProblemType.UNKNOWN_MATTER);
    }

    /** What is there and what is not are answered alike, but for the number of the answer. */
    private static void same(TestDepartment stranger, String path, String id, ProblemType type) {
        Response there = refused(stranger.self().get(path + id), type);
        Response unknown = refused(stranger.self().get(path + UUID.randomUUID()), type);
        assertThat(without(there)).isEqualTo(without(unknown));
    }

    private static String without(Response answer) {
        return answer.asString().replaceAll("urn:uuid:[0-9a-f-]+", "");
    }

    @Test
    void supervisor_seesAndExplainsNothingOfADepartmentThatIsNotBelow() {
        TestDepartment watched = TestDepartment.register();
        TestDepartment other = TestDepartment.register();
        watched.self()
                .body("{\"matter\":\"" + MATTER + "\",\"caseNumber\":\"AJ-1\"}")
                .post("/v1/cases")
                .then()
                .statusCode(201);
        String license = Api.issued("market-bureau", Api.FOOD);
        String record = watched.asking(MATTER, "AJ-2", "li.si")
                .get("/v1/licenses/" + license)
                .header("Access-Record");
        String stranger = account(other.code(), "", "supervisor");
        String auditor = account(other.code(), "", "auditor");
        assertThat(unusual(stranger)).doesNotContain(record);
        assertThat(unusual(account(watched.code(), "", "supervisor"))).contains(record);
        assertThat(unusual(auditor)).contains(record);
        String id = with(auditor)
                .queryParam("rule", "UNKNOWN_CASE")
                .queryParam("limit", "100")
                .get("/v1/unusual-reads")
                .path("unusualReads.find { it.accessRecord == '" + record + "' }.id");
        String body = "{\"explainedBy\":\"王五\",\"reason\":\"虚构的原因\"}";
        nothingIsWritten(() -> {
            refused(
                    with(stranger).body(body).post("/v1/unusual-reads/" + id + "/explanations"),
                    ProblemType.UNKNOWN_UNUSUAL_READ);
            refused(
                    with(auditor).body(body).post("/v1/unusual-reads/" + id + "/explanations"),
                    ProblemType.NOT_AUTHORISED);
        });
    }

    private static List<String> unusual(String token) {
        return with(token)
                .queryParam("rule", "UNKNOWN_CASE")
                .queryParam("limit", "100")
                .get("/v1/unusual-reads")
                .then()
                .statusCode(200)
                .extract()
                .path("unusualReads.accessRecord");
    }

    @Test
    void auditor_seesEvidenceOfAll_andNoLicense() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        String record = department.asking().get("/v1/licenses/" + license).header("Access-Record");
        String auditor = account(TRANSPORT, "", "auditor");
        with(auditor).get("/v1/receipts/" + record).then().statusCode(200);
        with(auditor).get("/v1/issuance-intents").then().statusCode(200);
        with(auditor).get("/v1/keys").then().statusCode(200);
        with(auditor)
                .queryParam("department", department.code())
                .get("/v1/grants")
                .then()
                .statusCode(200);
        refused(with(auditor).get("/v1/licenses/" + license), ProblemType.NOT_AUTHORISED);
        refused(with(auditor).get("/v1/licenses/" + license + "/history"), ProblemType.NOT_AUTHORISED);
    }

    @Test
    void reader_whoIsLimited_readsNothingElse() {
        String holder = TestDepartment.nextCode();
        String south = issued(inArea(foodOf(holder), IN_SOUTH));
        String north = issued(inArea(foodOf(holder), IN_NORTH));
        TestDepartment department = TestDepartment.register();
        String ofNorth = account(department.code(), "\"region\":\"" + NORTH + "\"", "department");
        String ofOtherType = account(
                department.code(), "\"types\":[\"" + TestDepartment.type("business-license") + "\"]", "department");
        refused(asking(ofNorth, "zhang.san").get("/v1/licenses/" + south), ProblemType.REGION_NOT_ASSIGNED);
        refused(asking(ofNorth, "zhang.san").get("/v1/licenses/" + notIssued(south)), ProblemType.REGION_NOT_ASSIGNED);
        refused(asking(ofNorth, "zhang.san").get("/v1/licenses/" + south + "/pdf"), ProblemType.REGION_NOT_ASSIGNED);
        asking(ofNorth, "zhang.san").get("/v1/licenses/" + north).then().statusCode(200);
        List<String> found = asking(ofNorth, "zhang.san")
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", holder)
                .queryParam("type", TestDepartment.type(Api.FOOD))
                .get("/v1/licenses")
                .then()
                .statusCode(200)
                .extract()
                .path("licenses.identifier");
        assertThat(found).containsExactly(north);
        refused(asking(ofOtherType, "zhang.san").get("/v1/licenses/" + north), ProblemType.TYPE_NOT_ASSIGNED);
        refused(
                asking(ofOtherType, "zhang.san")
                        .queryParam("holderCodeType", "001")
                        .queryParam("holderCode", holder)
                        .queryParam("type", TestDepartment.type(Api.FOOD))
                        .get("/v1/licenses"),
                ProblemType.TYPE_NOT_ASSIGNED);
        // A refused read is evidence, too.
        assertThat(count("access_record where authority_code = '" + department.code()
                        + "' and outcome in ('REGION_NOT_ASSIGNED', 'TYPE_NOT_ASSIGNED')"))
                .isEqualTo(5);
    }

    @Test
    void ownLicenses_areReadInTheOwnRegionOnly() {
        String south = issuedIn(IN_SOUTH);
        String north = account(MARKET, "\"region\":\"" + NORTH + "\"", "issuer", "department");
        refused(asking(north, "zhang.san").get("/v1/licenses/" + south), ProblemType.REGION_NOT_ASSIGNED);
        refused(asking(north, "zhang.san").get("/v1/licenses/" + notIssued(south)), ProblemType.REGION_NOT_ASSIGNED);
        refused(asking(north, "zhang.san").get("/v1/licenses/" + south + "/history"), ProblemType.REGION_NOT_ASSIGNED);
    }

    @Test
    void officer_asksInTheOwnNameOnly() {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        String officer = account(department.code(), "\"person\":\"li.si\"", "department-officer");
        String nobody = account(department.code(), "", "department-officer");
        asking(officer, "li.si").get("/v1/licenses/" + license).then().statusCode(200);
        Response other =
                refused(asking(officer, "zhang.san").get("/v1/licenses/" + license), ProblemType.OFFICER_NOT_CALLER);
        assertThat(count("access_record where id = '" + other.header("Access-Record")
                        + "' and outcome = 'OFFICER_NOT_CALLER'"))
                .isEqualTo(1);
        refused(asking(nobody, "li.si").get("/v1/licenses/" + license), ProblemType.OFFICER_NOT_CALLER);
        // Many at once are for systems.
        nothingIsWritten(() -> refused(
                with(officer).get("/v1/batches/00000000-0000-0000-0000-000000000000"), ProblemType.NOT_AUTHORISED));
    }

    @Test
    void stewardOfOneType_changesNoOther() {
        String steward = account(
                DraftApi.AUTHORITY, "\"types\":[\"" + TestDepartment.type("business-license") + "\"]", "type-steward");
        TestDepartment department = TestDepartment.register();
        String food = TestDepartment.type(Api.FOOD);
        String grant = department.give(Api.FOOD, ",\"fields\":[\"/number\"]");
        nothingIsWritten(() -> {
            refused(
                    with(steward)
                            .header("If-Match", "\"1\"")
                            .body(DraftApi.definition(food, false))
                            .put("/v1/license-types/" + food),
                    ProblemType.TYPE_NOT_ASSIGNED);
            refused(
                    with(steward)
                            .body(DraftApi.definition(DraftApi.AUTHORITY + "982", false))
                            .post("/v1/license-types"),
                    ProblemType.TYPE_NOT_ASSIGNED);
            refused(
                    with(steward).body("{}").put("/v1/license-types/" + food + "/sharing-rules/whole"),
                    ProblemType.TYPE_NOT_ASSIGNED);
            refused(
                    with(steward)
                            .body("{\"department\":\"" + department.code() + "\",\"matter\":\"" + MATTER
                                    + "\",\"type\":\"" + food
                                    + "\",\"legalBasis\":\"Article 7 (fictional)\",\"fields\":[\"/number\"]}")
                            .post("/v1/grants"),
                    ProblemType.TYPE_NOT_ASSIGNED);
            refused(
                    with(steward).body("{\"reason\":\"none\"}").post("/v1/grants/" + grant + "/revoke"),
                    ProblemType.TYPE_NOT_ASSIGNED);
        });
    }

    @Test
    void client_whichAsksForMoreRoles_hasThoseOfItsRegistration() {
        String token = given().auth()
                .preemptive()
                .basic("commerce-bureau", Api.secret("commerce-bureau"))
                .formParam("grant_type", "client_credentials")
                .formParam("scope", "operator issuer")
                .formParam("roles", "operator")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        nothingIsWritten(() -> {
            refused(with(token).get("/v1/authorities"), ProblemType.NOT_AUTHORISED);
            refused(with(token).body(Api.order(Api.FOOD)).post("/v1/licenses"), ProblemType.NOT_AUTHORISED);
            refused(with(token).body("{}").post("/v1/clients"), ProblemType.NOT_AUTHORISED);
        });
    }

    @Test
    void token_whoseClaimsWereChanged_isNone() {
        String[] parts =
                account(MARKET, "\"region\":\"" + NORTH + "\"", "issuer").split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"region\":\"" + NORTH + "\"");
        List<String> changed = List.of(
                claims.replace("\"issuer\"", "\"operator\""),
                claims.replace(",\"region\":\"" + NORTH + "\"", ""),
                claims.replace(NORTH, "100000"),
                claims.replace(MARKET, TRANSPORT));
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        nothingIsWritten(() -> {
            for (String claim : changed) {
                assertThat(claim).isNotEqualTo(claims);
                refused(
                        with(parts[0] + "." + base64(claim) + "." + parts[2])
                                .body(Api.order(Api.FOOD))
                                .post("/v1/licenses"),
                        ProblemType.TOKEN_INVALID);
                refused(
                        with(none + "." + base64(claim) + ".")
                                .body(Api.order(Api.FOOD))
                                .post("/v1/licenses"),
                        ProblemType.TOKEN_INVALID);
            }
        });
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void registration_limitsThatCannotBe_areRefused() {
        nothingIsWritten(() -> {
            refused(registration(MARKET, "\"region\":\"139999\"", "issuer"), ProblemType.UNKNOWN_REGION);
            refused(registration(MARKET, "\"region\":\"1\"", "issuer"), ProblemType.VALIDATION_FAILED);
            refused(registration(MARKET, "\"types\":[]", "issuer"), ProblemType.VALIDATION_FAILED);
            refused(registration(MARKET, "\"types\":[\"x\"]", "issuer"), ProblemType.VALIDATION_FAILED);
            List<String> many = new ArrayList<>();
            for (int i = 0; i < 51; i++) {
                many.add("\"" + DraftApi.AUTHORITY + (100 + i) + "\"");
            }
            refused(
                    registration(MARKET, "\"types\":[" + String.join(",", many) + "]", "issuer"),
                    ProblemType.VALIDATION_FAILED);
            refused(registration(MARKET, "", "everything"), ProblemType.VALIDATION_FAILED);
        });
    }

    private static String account(String authority, String more, String... roles) {
        Response registered = registration(authority, more, roles);
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
        return given().auth()
                .preemptive()
                .basic(registered.path("clientId"), registered.path("clientSecret"))
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static Response registration(String authority, String more, String... roles) {
        return as(OPERATOR)
                .body("{\"clientId\":\"escalation-" + System.nanoTime() + "-" + NUMBERS.incrementAndGet()
                        + "\",\"authority\":\"" + authority
                        + "\",\"name\":{\"zh-CN\":\"测试\",\"en\":\"Test\"},\"roles\":[\"" + String.join("\",\"", roles)
                        + "\"]" + (more.isEmpty() ? "" : "," + more) + "}")
                .post("/v1/clients");
    }

    private static RequestSpecification with(String token) {
        return DraftApi.with(token, Optional.empty());
    }

    private static RequestSpecification asking(String token, String officer) {
        return given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .queryParam("purpose", "subsidy review")
                .queryParam("matter", MATTER)
                .queryParam("caseNumber", "CASE-1")
                .queryParam("officer", officer);
    }

    private static String foodIn(String area) {
        return inArea(Api.order(Api.FOOD), area);
    }

    private static String inArea(String order, String area) {
        return order.contains("\"areaCode\"")
                ? order.replaceFirst("\"areaCode\":\"[0-9]*\"", "\"areaCode\":\"" + area + "\"")
                : "{\"areaCode\":\"" + area + "\"," + order.substring(1);
    }

    private static String foodOf(String holder) {
        Map<String, JsonValue> order = new LinkedHashMap<>(
                SampleTypes.find(Api.FOOD).orElseThrow().license().values());
        order.put("number", new JsonValue.Text("TEST-" + System.nanoTime() + "-" + NUMBERS.incrementAndGet()));
        order.put(
                "holders",
                new JsonValue.Items(List.of(new JsonValue.Members(Map.of(
                        "name", new JsonValue.Text("测试持证主体"),
                        "codeType", new JsonValue.Text("001"),
                        "code", new JsonValue.Text(holder))))));
        return CanonicalJson.text(new JsonValue.Members(order));
    }

    private static String issuedIn(String area) {
        return issued(foodIn(area));
    }

    private static String issued(String order) {
        return Api.issue("market-bureau", order)
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
    }

    private void nothingIsWritten(Runnable tries) {
        Map<String, Long> before = counts();
        tries.run();
        assertThat(counts()).isEqualTo(before);
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        TABLES.forEach(table -> counts.put(table, count(table)));
        return counts;
    }

    private long count(String from) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery("select count(*) from " + from)
                                .getSingleResult())
                        .longValue());
    }
}
