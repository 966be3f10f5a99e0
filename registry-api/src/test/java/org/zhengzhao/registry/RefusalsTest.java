package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** Every way to ask wrongly: its own problem type, in the caller's language, and nothing written. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RefusalsTest {
    private static final String UNKNOWN_IDENTIFIER =
            "1.2.156.3005.2.11100000000019713D008.11110000MBFAKE039R.110000000001.001.D";

    @Inject
    EntityManager entities;

    @Inject
    UserTransaction transaction;

    private long licensesBefore;

    @BeforeEach
    void count() {
        licensesBefore = rows("license");
    }

    @AfterEach
    void nothingWritten() {
        assertThat(rows("license")).isEqualTo(licensesBefore);
    }

    /** The framework stumbles over it before any of ours runs. */
    @Test
    void formThatIsNone_isRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=%zz"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(ProblemType.INVALID_PARAMETER.uri());
        }
    }

    @Test
    void issue_unknownType_isRefused() {
        String order =
                Api.order(Api.FOOD).replaceAll("\"typeCode\":\"[^\"]*\"", "\"typeCode\":\"11110000MBFAKE143X777\"");
        refused(Api.issue("market-bureau", order), ProblemType.UNKNOWN_LICENSE_TYPE);
    }

    @Test
    void issue_typeOfAnotherAuthority_isRefused() {
        refused(Api.issue("transport-commission", Api.order(Api.FOOD)), ProblemType.TYPE_NOT_AUTHORISED);
    }

    @Test
    void issue_withoutRole_isRefused() {
        refused(Api.issue("commerce-bureau", Api.order(Api.FOOD)), ProblemType.NOT_AUTHORISED);
    }

    @Test
    void issue_wrongHolderCode_namesItsPointer() {
        String order = Api.order(Api.FOOD).replace("91110000MAFAKE019D", "91110000MAFAKE019E");
        refused(Api.issue("market-bureau", order), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/holders/0/code"))
                .body("errors.code", hasItem("CHECK_CHARACTER"));
    }

    @Test
    void issue_manyErrors_areReportedAtOnce() {
        String order = "{\"typeCode\":\"" + foodType()
                + "\",\"number\":\"\",\"holders\":[{\"name\":\"\",\"codeType\":\"998\",\"code\":\"\"}],"
                + "\"issuedOn\":\"2026-02-30\",\"surprise\":true,\"fields\":{\"surprise\":1}}";
        refused(Api.issue("market-bureau", order), ProblemType.VALIDATION_FAILED)
                .then()
                .body(
                        "errors.pointer",
                        hasItems(
                                "/number",
                                "/holders/0/name",
                                "/holders/0/codeType",
                                "/issuedOn",
                                "/surprise",
                                "/fields/surprise",
                                "/fields/businessPremises"));
    }

    @Test
    void issue_errorsSpeakTheCallersLanguage() {
        given().header("Authorization", "Bearer " + Api.token("market-bureau"))
                .header("Accept-Language", "zh-CN")
                .contentType(ContentType.JSON)
                .body("{\"typeCode\":\"" + foodType() + "\"}")
                .post("/v1/licenses")
                .then()
                .statusCode(422)
                .header("Content-Language", "zh-CN")
                .body("title", equalTo(ProblemType.VALIDATION_FAILED.title().chinese()))
                .body("errors.message", hasItem("请填写证照编号。"));
    }

    @Test
    void issue_numberTaken_isRefused() {
        String order = Api.order(Api.FOOD);
        Api.issue("market-bureau", order).then().statusCode(201);
        licensesBefore++;
        refused(Api.issue("market-bureau", order), ProblemType.LICENSE_NUMBER_TAKEN);
    }

    @Test
    void issue_keyReusedForAnotherBody_isRefused() {
        String key = "key-" + System.nanoTime();
        withKey(key, Api.order(Api.FOOD)).then().statusCode(201);
        licensesBefore++;
        refused(withKey(key, Api.order(Api.FOOD)), ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void issue_badKey_isRefused() {
        refused(withKey("k".repeat(129), Api.order(Api.FOOD)), ProblemType.INVALID_IDEMPOTENCY_KEY);
    }

    @Test
    void issue_characterWithoutGlyph_isRefused() {
        String order = Api.order(Api.FOOD)
                .replaceFirst("\"legalRepresentative\":\"[^\"]*\"", "\"legalRepresentative\":\"\uD85B\uDF6B\"");
        refused(Api.issue("market-bureau", order), ProblemType.UNPRINTABLE_CHARACTER)
                .then()
                .body("errors.pointer", hasItem("/fields/legalRepresentative"));
    }

    @Test
    void issue_malformedJson_isRefused() {
        refused(Api.issue("market-bureau", "{\"typeCode\":"), ProblemType.MALFORMED_JSON);
        refused(Api.issue("market-bureau", "{\"a\":1,\"a\":2}"), ProblemType.MALFORMED_JSON)
                .then()
                .body("errors.code", hasItem("DUPLICATE_MEMBER"));
        refused(Api.issue("market-bureau", "[]"), ProblemType.MALFORMED_JSON);
        refused(Api.issue("market-bureau", "{\"a\":" + "[".repeat(5000)), ProblemType.MALFORMED_JSON);
    }

    @Test
    void issue_wrongMediaType_isRefused() {
        refused(
                Api.as("market-bureau").contentType("text/plain").body("x").post("/v1/licenses"),
                ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void issue_oversizeBody_isRefused() {
        refused(Api.issue("market-bureau", "{\"a\":\"" + "x".repeat(1_200_000) + "\"}"), ProblemType.BODY_TOO_LARGE);
        refused(Api.issue("market-bureau", "x".repeat(21_000_000)), ProblemType.BODY_TOO_LARGE);
    }

    @Test
    void token_wrongSecret_isRefusedTheWayOAuthSays() {
        given().auth()
                .preemptive()
                .basic("market-bureau", "wrong")
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().auth()
                .preemptive()
                .basic("market-bureau", Api.secret("market-bureau"))
                .formParam("grant_type", "password")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    @Test
    void read_withoutToken_isRefused() {
        refused(
                given().header("Accept-Language", "en").get("/v1/licenses/" + UNKNOWN_IDENTIFIER),
                ProblemType.AUTHENTICATION_REQUIRED);
    }

    @Test
    void read_forgedToken_isRefused() {
        String[] parts = Api.token("commerce-bureau").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("department", "issuer");
        String forged = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
        refused(bearer(forged), ProblemType.TOKEN_INVALID);
        refused(bearer("nonsense"), ProblemType.TOKEN_INVALID);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        refused(bearer(none + "." + parts[1] + "."), ProblemType.TOKEN_INVALID);
    }

    @Test
    void read_expiredToken_isRefused() throws Exception {
        refused(bearer(Api.tokenOf("commerce-bureau", Instant.now().plusSeconds(60))), ProblemType.MISSING_PARAMETER);
        refused(bearer(Api.tokenOf("commerce-bureau", Instant.now().minusSeconds(1))), ProblemType.TOKEN_EXPIRED);
    }

    @Test
    void read_missingPurpose_isRefusedAndNothingIsLookedUp() {
        long before = rows("access_record");
        refused(Api.as("commerce-bureau").get("/v1/licenses/" + UNKNOWN_IDENTIFIER), ProblemType.MISSING_PARAMETER)
                .then()
                .body("errors.pointer", hasItems("purpose", "matter", "caseNumber", "officer"));
        refused(
                        Api.asking("commerce-bureau")
                                .queryParam("holderCodeType", "001")
                                .get("/v1/licenses"),
                        ProblemType.MISSING_PARAMETER)
                .then()
                .body("errors.pointer", hasItems("holderCode", "type"))
                .body("errors.pointer", not(hasItem("purpose")));
        assertThat(rows("access_record")).isEqualTo(before);
    }

    @Test
    void read_wrongParameters_areAllNamed() {
        refused(
                        Api.asking("commerce-bureau")
                                .queryParam("holderCodeType", "111")
                                .queryParam("holderCode", "110101190001010015")
                                .queryParam("type", "nonsense")
                                .queryParam("limit", "1000")
                                .get("/v1/licenses"),
                        ProblemType.INVALID_PARAMETER)
                .then()
                .body("errors.pointer", hasItems("holderCode", "type", "limit"));
    }

    @Test
    void read_unknownIdentifier_isRefusedAndRecorded() {
        long before = rows("access_record");
        refused(Api.asking("commerce-bureau").get("/v1/licenses/" + UNKNOWN_IDENTIFIER), ProblemType.UNKNOWN_LICENSE);
        assertThat(rows("access_record")).isEqualTo(before + 1);
    }

    @Test
    void read_malformedIdentifier_isRefused() {
        refused(
                Api.asking("commerce-bureau").get("/v1/licenses/" + UNKNOWN_IDENTIFIER.replace(".D", ".E")),
                ProblemType.INVALID_PARAMETER);
    }

    @Test
    void unknownAddress_wrongMethod_wrongFormat_areRefused() {
        refused(Api.as("commerce-bureau").get("/v1/nothing"), ProblemType.NOT_FOUND);
        refused(Api.as("commerce-bureau").delete("/v1/license-types"), ProblemType.METHOD_NOT_ALLOWED);
        refused(Api.as("commerce-bureau").accept("text/csv").get("/v1/license-types"), ProblemType.NOT_ACCEPTABLE);
        refused(
                Api.as("commerce-bureau").get("/v1/license-types/11110000MBFAKE143X777"),
                ProblemType.UNKNOWN_LICENSE_TYPE);
    }

    private static Response bearer(String token) {
        return given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .get("/v1/licenses/" + UNKNOWN_IDENTIFIER);
    }

    private static Response withKey(String key, String order) {
        return Api.as("market-bureau")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(order)
                .post("/v1/licenses");
    }

    private static String foodType() {
        return org.zhengzhao.schema.sample.SampleTypes.find(Api.FOOD)
                .orElseThrow()
                .type()
                .code()
                .value();
    }

    private static Response refused(Response response, ProblemType type) {
        response.then()
                .statusCode(type.status())
                .contentType("application/problem+json")
                .body("type", equalTo(type.uri()))
                .body("status", equalTo(type.status()))
                .body("instance", startsWith("urn:uuid:"));
        assertThat(response.asString()).doesNotContain("Exception", "org.zhengzhao", "java.", "SQL");
        return response;
    }

    private long rows(String table) {
        try {
            transaction.begin();
            long count = ((Number) entities.createNativeQuery("select count(*) from " + table)
                            .getSingleResult())
                    .longValue();
            transaction.commit();
            return count;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
