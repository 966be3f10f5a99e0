package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.FreshRegistryTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/** The issuing authority's key is lost to others: what stops by itself, and how the operator gets out of it. Nothing that was issued before is good after. */
@QuarkusTest
@QuarkusTestResource(value = FreshRegistryTestResource.class, restrictToAnnotatedClass = true)
class AuthorityCompromiseTest {
    private static final List<String> OF_THE_REGISTRY = List.of("STATUS", "BUNDLE", "RECORD");
    private static final String CEREMONY =
            "\"ceremony\":{\"conductedBy\":\"张三\",\"witnesses\":[\"李四\"],\"note\":\"test\"}";

    @Test
    void compromisedIssuingKey_nothingBelowItSigns_untilEverythingIsNew() throws Exception {
        String before = Api.issued(LifecycleApi.ISSUER, Api.FOOD);
        List<Map<String, String>> current = current();
        Map<String, String> issuing = current.stream()
                .filter(key -> key.get("purpose").equals("ISSUING"))
                .filter(key -> !key.get("suite").equals("SM2"))
                .findFirst()
                .orElseThrow();
        Ceremonies.act(issuing.get("id"), "declare-compromised").then().statusCode(200);

        Api.issue(LifecycleApi.ISSUER, Api.order(Api.FOOD))
                .then()
                .statusCode(503)
                .body("type", equalTo(ProblemType.SIGNING_CERTIFICATE_NOT_VALID.uri()));
        LifecycleApi.events(before, LifecycleApi.act("SUSPEND", "PRECAUTION"))
                .then()
                .statusCode(503)
                .body("type", equalTo(ProblemType.SIGNING_CERTIFICATE_NOT_VALID.uri()));
        assertThat(anchors()).isNotEmpty().doesNotContain(issuing.get("fingerprint"));

        current.stream()
                .filter(key -> key.get("purpose").equals("SEALING"))
                .filter(key -> !key.get("suite").equals("SM2"))
                .forEach(key -> Ceremonies.putIntoService(key.get("authority")));
        OF_THE_REGISTRY.forEach(AuthorityCompromiseTest::putIntoService);

        assertThat(current())
                .filteredOn(key -> key.get("purpose").equals("ISSUING"))
                .filteredOn(key -> !key.get("suite").equals("SM2"))
                .singleElement()
                .satisfies(key -> assertThat(key.get("id")).isNotEqualTo(issuing.get("id")));
        String after = Api.issued(LifecycleApi.ISSUER, Api.FOOD);
        byte[] pdf = Api.asking(LifecycleApi.ISSUER)
                .get("/v1/licenses/" + after + "/pdf")
                .asByteArray();
        Waiting.until(
                "lists and bundle are signed by keys below the new authority",
                () -> "VALID"
                        .equals(RestAssured.given()
                                .accept(ContentType.JSON)
                                .body(pdf)
                                .contentType("application/pdf")
                                .post("/v1/verifications")
                                .path("verdict")));
    }

    private static List<Map<String, String>> current() {
        List<Map<String, String>> all = Ceremonies.operator()
                .queryParam("limit", 100)
                .get("/v1/keys")
                .then()
                .statusCode(200)
                .extract()
                .path("keys");
        return all.stream().filter(key -> "CURRENT".equals(key.get("state"))).toList();
    }

    private static List<String> anchors() throws Exception {
        List<String> fingerprints = new ArrayList<>();
        byte[] pem = RestAssured.given().get("/v1/trust-anchors").asByteArray();
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            fingerprints.add(Sha256.of(Bytes.of(each.getEncoded())).toHex());
        }
        return fingerprints;
    }

    private static void putIntoService(String purpose) {
        String id = Ceremonies.operator()
                .body("{\"purpose\":\"" + purpose + "\",\"suite\":\"ES256\",\"place\":\"PKCS12\"," + CEREMONY + "}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Ceremonies.act(id, "issue").then().statusCode(200);
        Ceremonies.act(id, "activate").then().statusCode(200);
    }
}
