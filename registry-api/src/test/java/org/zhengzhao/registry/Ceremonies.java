package org.zhengzhao.registry;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Keys as an operator handles them in a test. */
final class Ceremonies {
    private static final String CEREMONY =
            "\"ceremony\":{\"conductedBy\":\"张三\",\"witnesses\":[\"李四\"],\"note\":\"test\"}";

    private Ceremonies() {}

    static RequestSpecification operator() {
        return Api.as("registry-operator").contentType(ContentType.JSON);
    }

    /** A new key of an authority, in service. */
    static String putIntoService(String authority) {
        String id = operator()
                .body("{\"purpose\":\"SEALING\",\"authority\":\"" + authority
                        + "\",\"suite\":\"ES256\",\"place\":\"PKCS12\"," + CEREMONY + "}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        act(id, "issue").then().statusCode(200);
        act(id, "activate").then().statusCode(200);
        return id;
    }

    static Response act(String id, String act) {
        return operator().body("{" + CEREMONY + "}").post("/v1/keys/" + id + "/" + act);
    }
}
