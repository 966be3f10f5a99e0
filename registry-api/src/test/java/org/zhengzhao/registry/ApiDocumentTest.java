package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** The API document in {@code docs/reference} is the one that the service gives: the API changes only on purpose. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ApiDocumentTest {
    private static final Path KEPT = Path.of(System.getProperty("zhengzhao.root"), "docs/reference/openapi.json");

    @Test
    void apiDocument_isTheOneThatIsKept() throws IOException {
        // The address of the server depends on where it runs.
        String given = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("(?s),?\\s*\"servers\" : \\[.*?\\]", "");
        Path made = Path.of("target", "openapi.json");
        Files.writeString(made, given + "\n");
        assertThat(given)
                .as(
                        "meant? then copy registry-api/%s to docs/reference/openapi.json and write it into the changelog",
                        made)
                .isEqualTo(Files.readString(KEPT).stripTrailing());
    }
}
