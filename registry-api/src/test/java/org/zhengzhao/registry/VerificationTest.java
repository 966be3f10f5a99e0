package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.publication.ByHand;
import org.zhengzhao.registry.publication.Publisher;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** What the registry says of a document: the same as an inspector with the newest bundle. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(ByHand.class)
class VerificationTest {
    @Inject
    Publisher publisher;

    @BeforeEach
    void aBundleIsThere() {
        publisher.publish();
    }

    @Test
    void verify_saysWhatHasBecomeOfTheLicense() {
        String license = Api.issued(LifecycleApi.ISSUER, Api.FOOD);
        byte[] pdf = Api.asking(LifecycleApi.ISSUER)
                .get("/v1/licenses/" + license + "/pdf")
                .asByteArray();
        byte[] symbol = Api.asking(LifecycleApi.ISSUER)
                .get("/v1/licenses/" + license + "/qr.png")
                .asByteArray();
        verified(pdf).body("verdict", equalTo("VALID")).body("statusAsOf", notNullValue());

        LifecycleApi.events(license, LifecycleApi.act("SUSPEND", "PRECAUTION"))
                .then()
                .statusCode(201);
        untilPublished(pdf, "INVALID");
        verified(pdf).body("failures.code", equalTo(List.of("LICENSE_SUSPENDED")));
        verified(symbol).body("failures.code", equalTo(List.of("LICENSE_SUSPENDED")));
        page(pdf).body(containsString("LICENSE_SUSPENDED"));

        LifecycleApi.events(license, LifecycleApi.act("RESUME", "RECTIFIED"))
                .then()
                .statusCode(201);
        untilPublished(pdf, "VALID");
        page(pdf).body(containsString("Status as of"));
    }

    private void untilPublished(byte[] document, String verdict) {
        publisher.publish();
        // A node asks the database for the newest bundle once a second at most.
        Waiting.until(
                "the verdict is " + verdict,
                () -> verdict.equals(verified(document).extract().path("verdict")));
    }

    private static ValidatableResponse verified(byte[] document) {
        return given().contentType("application/octet-stream")
                .accept(ContentType.JSON)
                .body(document)
                .post("/v1/verifications")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse page(byte[] document) {
        return given().header("Accept", "text/html")
                .header("Accept-Language", "en")
                .multiPart("file", "license.pdf", document)
                .multiPart("text", "")
                .post("/verify")
                .then()
                .statusCode(200);
    }
}
