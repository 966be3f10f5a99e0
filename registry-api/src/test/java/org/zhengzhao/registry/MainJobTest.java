package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.LicenseTypeJson;

/** What the registry is for: define, issue, ask, download. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class MainJobTest {
    @Inject
    EntityManager entities;

    @ParameterizedTest
    @CsvSource({
        "food-business-permit, market-bureau",
        "business-license, market-bureau",
        "road-transport-operating-permit, transport-commission",
        "class-2-cost-engineer, housing-commission",
        "real-estate-title, land-registry"
    })
    void issue_everySampleType_givesAnIdentifierAndFaces(String slug, String client) throws Exception {
        Response issued = Api.issue(client, Api.order(slug));

        issued.then().statusCode(201).header("Location", containsString("/v1/licenses/1.2.156.3005.2."));
        LicenseIdentifier identifier = LicenseIdentifier.parse(issued.path("identifier"));
        assertThat(identifier.version()).isEqualTo(1);
        assertThat(identifier.type())
                .isEqualTo(SampleTypes.find(slug).orElseThrow().type().code());
        assertThat(face(identifier.value(), "pdf", "application/pdf")).startsWith("%PDF-".getBytes("US-ASCII"));
        assertThat(face(identifier.value(), "qr.png", "image/png")).startsWith(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        assertThat(new String(face(identifier.value(), "qr.svg", "image/svg+xml"), "UTF-8"))
                .contains("<svg");
        assertThat(face(identifier.value(), "credential", "application/cwt")).startsWith((byte) 0xD2);
    }

    @Test
    void issue_sameKeyAndBody_givesTheSameLicense() {
        String order = Api.order(Api.FOOD);
        Response first = withKey("same", order);
        Response second = withKey("same", order);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.<String>path("identifier")).isEqualTo(first.path("identifier"));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void issue_sameKeyAtTheSameMoment_makesOneLicense() throws Exception {
        String order = Api.order(Api.FOOD);
        String token = Api.token("market-bureau");
        String key = "race-" + System.nanoTime();
        Set<String> identifiers = new HashSet<>();
        for (Response response : atOnce(
                8,
                () -> given().header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", key)
                        .contentType(ContentType.JSON)
                        .body(order)
                        .post("/v1/licenses"))) {
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
            identifiers.add(response.path("identifier"));
        }
        assertThat(identifiers).hasSize(1);
    }

    @Test
    void issue_sameNumberAtTheSameMoment_makesOneLicense() throws Exception {
        String order = Api.order(Api.FOOD);
        String token = Api.token("market-bureau");
        List<Integer> statuses = new ArrayList<>();
        for (Response response : atOnce(
                6,
                () -> given().header("Authorization", "Bearer " + token)
                        .contentType(ContentType.JSON)
                        .body(order)
                        .post("/v1/licenses"))) {
            statuses.add(response.statusCode());
        }
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void ask_byHolder_findsTheLicenseAndRecordsTheRead() {
        String identifier = Api.issued("market-bureau", Api.FOOD);
        Response answer = Api.asking("commerce-bureau")
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", "91110000mafake019d")
                .queryParam(
                        "type",
                        SampleTypes.find(Api.FOOD).orElseThrow().type().code().value())
                .queryParam("limit", "1")
                .get("/v1/licenses");

        answer.then()
                .statusCode(200)
                .body("licenses.identifier", hasItem(identifier))
                .body("licenses[0].status", equalTo("VALID"))
                .body("asOf", notNullValue())
                .header("Cache-Control", containsString("no-store"));
        assertThat(record(answer.header("Access-Record")))
                .containsEntry("client_id", "commerce-bureau")
                .containsEntry("purpose", "subsidy review")
                .containsEntry("matter", "000131015000")
                .containsEntry("case_number", "CASE-1")
                .containsEntry("officer", "zhang.san")
                .containsEntry("outcome", "FOUND")
                .containsEntry("identifiers", identifier);
    }

    @Test
    void ask_manyLicenses_comesInPages() {
        for (int i = 0; i < 3; i++) {
            Api.issued("transport-commission", "road-transport-operating-permit");
        }
        String holder = SampleTypes.find("road-transport-operating-permit")
                .flatMap(sample -> sample.license().find("holders"))
                .map(holders -> ((JsonValue.Items) holders).values().getFirst())
                .flatMap(first -> ((JsonValue.Members) first).findText("code"))
                .orElseThrow();
        String next = "/v1/licenses?holderCodeType=001&holderCode=" + holder
                + "&type=11100000000019713D008&limit=2&purpose=p&matter=000131015000&caseNumber=c&officer=o";
        List<String> seen = new ArrayList<>();
        while (next != null) {
            Response page = Api.as("commerce-bureau").urlEncodingEnabled(false).get(next);
            seen.addAll(page.path("licenses.identifier"));
            String link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
    }

    @Test
    void ask_holderWithout_answersEmptyAndRecordsTheRead() {
        Response answer = Api.asking("commerce-bureau")
                .queryParam("holderCodeType", "111")
                .queryParam("holderCode", "440306190203210048")
                .queryParam("type", "1110000000001332XW059")
                .get("/v1/licenses");
        answer.then().statusCode(200).body("licenses", hasSize(0));
        assertThat(record(answer.header("Access-Record"))).containsEntry("outcome", "NOT_FOUND");
    }

    @Test
    @Transactional
    void holders_areKeptAsKeyedHashesOutsideTheContent() {
        Api.issued("housing-commission", "class-2-cost-engineer");
        for (String table : List.of("license_holder", "access_record", "idempotency_record")) {
            List<?> rows = entities.createNativeQuery("select cast(t as text) from " + table + " t")
                    .getResultList();
            assertThat(rows.toString()).doesNotContain("19000101", "19041231", "FAKE019D");
        }
    }

    @Test
    void type_changed_makesANewVersionAndLicensesKeepTheirs() {
        var sample = SampleTypes.find("road-transport-operating-permit").orElseThrow();
        String code = "11110000MBFAKE143X" + String.format(java.util.Locale.ROOT, "%03d", System.nanoTime() % 1000);
        var members = new java.util.LinkedHashMap<>(
                LicenseTypeJson.write(sample.type()).values());
        members.put("code", new JsonValue.Text(code));
        members.remove("version");
        String definition = CanonicalJson.text(new JsonValue.Members(members));
        Api.as("catalogue-office")
                .contentType(ContentType.JSON)
                .body(definition)
                .post("/v1/license-types")
                .then()
                .statusCode(201)
                .body("version", equalTo(1));
        String order = Api.order("road-transport-operating-permit")
                .replace(sample.type().code().value(), code);
        String old = Api.issue("catalogue-office", order)
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");

        change(code, null, definition, 428);
        change(code, "\"7\"", definition, 412);
        change(code, "\"1\"", definition, 200);
        change(code, "\"1\"", definition, 412);

        Api.as("commerce-bureau")
                .get("/v1/license-types/" + code)
                .then()
                .body("version", equalTo(2))
                .header("ETag", "\"2\"");
        Api.asking("commerce-bureau").get("/v1/licenses/" + old).then().body("typeVersion", equalTo(1));
    }

    @Test
    void trustAnchors_arePublic() {
        given().get("/v1/trust-anchors").then().statusCode(200).body(containsString("-----BEGIN CERTIFICATE-----"));
    }

    @Test
    void apiDocument_isThere() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", equalTo("3.1.0"))
                .body("paths.'/v1/licenses'.post.operationId", equalTo("issueLicense"));
    }

    private static void change(String code, String ifMatch, String definition, int expected) {
        var request = Api.as("catalogue-office").contentType(ContentType.JSON).body(definition);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        request.put("/v1/license-types/" + code).then().statusCode(expected);
    }

    private static byte[] face(String identifier, String face, String mediaType) {
        return Api.asking("commerce-bureau")
                .get("/v1/licenses/" + identifier + "/" + face)
                .then()
                .statusCode(200)
                .contentType(mediaType)
                .extract()
                .asByteArray();
    }

    private static Response withKey(String key, String order) {
        return Api.as("market-bureau")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(order)
                .post("/v1/licenses");
    }

    private static List<Response> atOnce(int times, Callable<Response> call) throws Exception {
        List<Response> responses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<Response>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(call));
            }
            for (Future<Response> one : running) {
                responses.add(one.get());
            }
        }
        return responses;
    }

    @Transactional
    Map<String, Object> record(String id) {
        Object[] row = (Object[]) entities.createNativeQuery(
                        "select client_id, purpose, matter, case_number, officer, outcome, identifiers"
                                + " from access_record where id = cast(:id as uuid)")
                .setParameter("id", id)
                .getSingleResult();
        return Map.of(
                "client_id",
                row[0],
                "purpose",
                row[1],
                "matter",
                row[2],
                "case_number",
                row[3],
                "officer",
                row[4],
                "outcome",
                row[5],
                "identifiers",
                row[6]);
    }
}
