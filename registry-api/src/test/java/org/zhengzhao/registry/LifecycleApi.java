package org.zhengzhao.registry;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Optional;

/** The life cycle as a client in a test uses it. */
final class LifecycleApi {
    static final String ISSUER = "market-bureau";

    private LifecycleApi() {}

    static String decision(String reasonCode) {
        return "\"decision\":{\"decidedBy\":\"温书禾\",\"documentNumber\":\"示市监〔2026〕12号\",\"reasonCode\":\"" + reasonCode
                + "\",\"reason\":\"虚构的原因\"}";
    }

    static String act(String act, String reasonCode) {
        return "{\"act\":\"" + act + "\"," + decision(reasonCode) + "}";
    }

    static String act(String act, String reasonCode, String effectiveAt) {
        return "{\"act\":\"" + act + "\",\"effectiveAt\":\"" + effectiveAt + "\"," + decision(reasonCode) + "}";
    }

    static String version(String kind, String reasonCode, String changes) {
        return "{\"kind\":\"" + kind + "\"," + decision(reasonCode) + (changes.isEmpty() ? "" : "," + changes) + "}";
    }

    static Response post(String token, String identifier, String what, String body, Optional<String> key) {
        RequestSpecification request = io.restassured.RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .contentType(ContentType.JSON)
                .body(body);
        key.ifPresent(given -> request.header("Idempotency-Key", given));
        return request.post("/v1/licenses/" + identifier + "/" + what);
    }

    static Response events(String identifier, String body) {
        return post(Api.token(ISSUER), identifier, "events", body, Optional.empty());
    }

    static Response versions(String identifier, String body) {
        return post(Api.token(ISSUER), identifier, "versions", body, Optional.empty());
    }

    static Response read(String identifier) {
        return Api.asking(ISSUER).get("/v1/licenses/" + identifier);
    }

    static Response history(String identifier) {
        return Api.asking(ISSUER).get("/v1/licenses/" + identifier + "/history");
    }
}
