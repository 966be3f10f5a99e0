package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.LicenseTypeJson;

/** Drafts as people in a test make and decide them. */
final class DraftApi {
    static final String AUTHORITY = "11110000MBFAKE143X";
    static final String STEWARD = "catalogue-office";
    static final String CLERK = "services-clerk";
    static final String REVIEWER = "services-reviewer";
    static final String APPROVER = "services-approver";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private DraftApi() {}

    /** The code of a type that asks for four eyes, which the authority of these people may issue. */
    static String type(int code) {
        String typeCode = AUTHORITY + code;
        Response there = given().get("/v1/license-types/" + typeCode);
        if (there.statusCode() == 404) {
            Api.as(STEWARD)
                    .contentType(ContentType.JSON)
                    .body(definition(typeCode, true))
                    .post("/v1/license-types")
                    .then()
                    .statusCode(201);
        }
        return typeCode;
    }

    static String definition(String typeCode, boolean fourEyes) {
        Map<String, JsonValue> members = new LinkedHashMap<>(
                LicenseTypeJson.write(SampleTypes.find(Api.FOOD).orElseThrow().type())
                        .values());
        members.put("code", new JsonValue.Text(typeCode));
        members.put("codeConfirmed", new JsonValue.Flag(false));
        members.put("fourEyes", new JsonValue.Flag(fourEyes));
        return CanonicalJson.text(new JsonValue.Members(members));
    }

    static String number() {
        return "DRAFT-" + System.nanoTime() + "-" + NUMBERS.incrementAndGet();
    }

    static String order(String typeCode) {
        return order(typeCode, number());
    }

    static String order(String typeCode, String number) {
        return Api.order(Api.FOOD, number).replaceFirst("\"typeCode\":\"[^\"]*\"", "\"typeCode\":\"" + typeCode + "\"");
    }

    static String draft(String order) {
        return "{\"order\":" + order + "}";
    }

    static String nextVersion(String predecessor, String order) {
        return "{\"predecessor\":\"" + predecessor + "\",\"order\":" + order + "}";
    }

    static RequestSpecification with(String token, Optional<String> key) {
        RequestSpecification request = given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .contentType(ContentType.JSON);
        key.ifPresent(each -> request.header("Idempotency-Key", each));
        return request;
    }

    static Response make(String client, String body) {
        return with(Api.token(client), Optional.empty()).body(body).post("/v1/license-drafts");
    }

    /** A draft of a license of that type, waiting for its review. */
    static String made(String typeCode) {
        return make(CLERK, draft(order(typeCode)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Response read(String client, String id) {
        return Api.as(client).get("/v1/license-drafts/" + id);
    }

    static String digest(String id) {
        return read(CLERK, id).then().statusCode(200).extract().path("digest");
    }

    static String decision(String act, String digest) {
        return "{\"act\":\"" + act + "\",\"digest\":\"" + digest + "\"}";
    }

    static String decision(String act, String digest, String reason) {
        return "{\"act\":\"" + act + "\",\"digest\":\"" + digest + "\",\"reason\":\"" + reason + "\"}";
    }

    static Response decide(String token, String id, String body, Optional<String> key) {
        return with(token, key).body(body).post("/v1/license-drafts/" + id + "/decisions");
    }

    /** A decision about the draft as it is now. */
    static Response decide(String client, String id, String act) {
        String body = act.equals("RETURN") || act.equals("REJECT")
                ? decision(act, digest(id), "虚构的原因")
                : decision(act, digest(id));
        return decide(Api.token(client), id, body, Optional.empty());
    }

    static String reviewed(String typeCode) {
        String id = made(typeCode);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        return id;
    }

    /** The license of a draft that went all the way. */
    static String issued(String typeCode) {
        return decide(APPROVER, reviewed(typeCode), "APPROVE")
                .then()
                .statusCode(201)
                .extract()
                .path("license");
    }

    static Response revise(String token, String id, String etag, String body) {
        return with(token, Optional.empty()).header("If-Match", etag).body(body).put("/v1/license-drafts/" + id);
    }

    /** An account of that person of the authority, with those roles; the sample accounts have one each. */
    static String account(String authority, String person, String roles) {
        String clientId = "person-" + System.nanoTime() + "-" + NUMBERS.incrementAndGet();
        String secret = Ceremonies.operator()
                .body("{\"clientId\":\"" + clientId + "\",\"authority\":\"" + authority
                        + "\",\"name\":{\"zh-CN\":\"测试\",\"en\":\"Test\"},\"roles\":[" + roles + "]"
                        + (person.isEmpty() ? "" : ",\"person\":\"" + person + "\"") + "}")
                .post("/v1/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
        return given().auth()
                .preemptive()
                .basic(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
