package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.zhengzhao.registry.DraftApi.APPROVER;
import static org.zhengzhao.registry.DraftApi.CLERK;
import static org.zhengzhao.registry.DraftApi.REVIEWER;
import static org.zhengzhao.registry.DraftApi.decide;
import static org.zhengzhao.registry.DraftApi.decision;
import static org.zhengzhao.registry.DraftApi.digest;
import static org.zhengzhao.registry.DraftApi.draft;
import static org.zhengzhao.registry.DraftApi.made;
import static org.zhengzhao.registry.DraftApi.make;
import static org.zhengzhao.registry.DraftApi.nextVersion;
import static org.zhengzhao.registry.DraftApi.order;
import static org.zhengzhao.registry.DraftApi.read;
import static org.zhengzhao.registry.DraftApi.reviewed;
import static org.zhengzhao.registry.DraftApi.revise;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.StrictJson;

/** A draft on its way, as people see it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseDraftTest {
    private String type = "";

    @BeforeEach
    void type() {
        type = DraftApi.type(940);
    }

    @Test
    void directIssue_ofATypeThatAsksForFourEyes_isRefusedAndSaysWhatToDo() {
        Api.issue(DraftApi.STEWARD, order(type))
                .then()
                .statusCode(409)
                .body("type", equalTo(ProblemType.DRAFT_REQUIRED.uri()))
                .body("detail", containsString("/v1/license-drafts"));
    }

    @Test
    void draft_reviewed_approved_isIssued() {
        String order = order(type);
        String id = make(CLERK, draft(order))
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/license-drafts/"))
                .header("ETag", equalTo("\"1\""))
                .body("state", equalTo("DRAFTED"))
                .body("kind", equalTo("ISSUE"))
                .body("maker", equalTo("zs-0101"))
                .body("order.typeCode", equalTo(type))
                .body("license", nullValue())
                .extract()
                .path("id");
        decide(REVIEWER, id, "ACCEPT")
                .then()
                .statusCode(201)
                .body("state", equalTo("REVIEWED"))
                .body("reviewer", equalTo("zs-0102"));
        Response approved = decide(APPROVER, id, "APPROVE");
        approved.then()
                .statusCode(201)
                .header("ETag", equalTo("\"4\""))
                .body("state", equalTo("ISSUED"))
                .body("approver", equalTo("zs-0103"))
                .body("steps.act", equalTo(List.of("DRAFT", "ACCEPT", "APPROVE", "ISSUE")))
                .body("steps.position", equalTo(List.of(1, 2, 3, 4)))
                .body("steps[0].person", equalTo("zs-0101"))
                .body("steps[2].recordedBy", equalTo(APPROVER))
                .body("steps[3].person", nullValue());
        String license = approved.path("license");
        assertThat(approved.<String>path("links.license")).endsWith(license);
        Api.asking(DraftApi.STEWARD)
                .get("/v1/licenses/" + license)
                .then()
                .statusCode(200)
                .body("status", equalTo("VALID"))
                .body("typeCode", equalTo(type));
        Api.asking(DraftApi.STEWARD)
                .get("/v1/licenses/" + license + "/history")
                .then()
                .body("events[0].recordedBy", equalTo(APPROVER));
    }

    @Test
    void digest_isThatOfTheOrderInCanonicalForm() throws Exception {
        String body = draft(order(type));
        String id = make(CLERK, body).path("id");
        Bytes canonical =
                CanonicalJson.bytes(StrictJson.readObject(Bytes.utf8(body).toArray(), 1 << 20));
        assertThat(digest(id)).isEqualTo(Sha256.of(canonical).toHex());
    }

    @Test
    void returned_isRevised_andBeginsAgainAtReview() {
        String id = made(type);
        decide(Api.token(REVIEWER), id, decision("RETURN", digest(id), "证照编号有误"), Optional.empty())
                .then()
                .statusCode(201)
                .body("state", equalTo("RETURNED"))
                .body("steps[1].reason", equalTo("证照编号有误"));
        String before = digest(id);
        revise(Api.token(CLERK), id, "\"2\"", draft(order(type)))
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .body("state", equalTo("DRAFTED"))
                .body("revision", equalTo(2))
                .body("reviewer", nullValue());
        assertThat(digest(id)).isNotEqualTo(before);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        decide(APPROVER, id, "APPROVE")
                .then()
                .statusCode(201)
                .body("state", equalTo("ISSUED"))
                .body("steps.act", equalTo(List.of("DRAFT", "RETURN", "REVISE", "ACCEPT", "APPROVE", "ISSUE")))
                .body("steps.revision", equalTo(List.of(1, 1, 2, 2, 2, 2)));
    }

    @Test
    void approverReturns_theReviewIsLost() {
        String id = reviewed(type);
        decide(APPROVER, id, "RETURN")
                .then()
                .statusCode(201)
                .body("state", equalTo("RETURNED"))
                .body("reviewer", nullValue());
        decide(APPROVER, id, "APPROVE").then().statusCode(409).body("type", equalTo(ProblemType.DRAFT_STATE.uri()));
    }

    @Test
    void alteredAfterReview_losesItsReview_andTheOldDigestApprovesNothing() {
        String id = reviewed(type);
        String reviewedDigest = digest(id);
        revise(Api.token(CLERK), id, "\"2\"", draft(order(type)))
                .then()
                .statusCode(200)
                .body("state", equalTo("DRAFTED"))
                .body("reviewer", nullValue());
        decide(Api.token(APPROVER), id, decision("APPROVE", reviewedDigest), Optional.empty())
                .then()
                .statusCode(412)
                .body("type", equalTo(ProblemType.DRAFT_CHANGED.uri()));
        decide(APPROVER, id, "APPROVE").then().statusCode(409).body("type", equalTo(ProblemType.DRAFT_STATE.uri()));
        read(CLERK, id).then().body("license", nullValue());
    }

    @Test
    void rejected_staysRejectedWithItsReason() {
        String id = reviewed(type);
        decide(APPROVER, id, "REJECT")
                .then()
                .statusCode(201)
                .body("state", equalTo("REJECTED"))
                .body("steps[2].reason", notNullValue());
        for (String act : List.of("APPROVE", "RETURN", "REJECT")) {
            decide(APPROVER, id, act).then().statusCode(409).body("type", equalTo(ProblemType.DRAFT_STATE.uri()));
        }
        revise(Api.token(CLERK), id, "\"3\"", draft(order(type)))
                .then()
                .statusCode(409)
                .body("type", equalTo(ProblemType.DRAFT_STATE.uri()));
    }

    @Test
    void abandonedByItsMaker_isOver() {
        String id = made(type);
        decide(CLERK, id, "ABANDON").then().statusCode(201).body("state", equalTo("ABANDONED"));
        decide(REVIEWER, id, "ACCEPT").then().statusCode(409);
    }

    @Test
    void nextVersion_isDraftedReviewedApproved_andSupersedes() {
        String license = DraftApi.issued(type);
        String change = LifecycleApi.version("CHANGE", "HOLDER_APPLIED", "");
        LifecycleApi.post(Api.token(DraftApi.STEWARD), license, "versions", change, Optional.empty())
                .then()
                .statusCode(409)
                .body("type", equalTo(ProblemType.DRAFT_REQUIRED.uri()));
        String id = make(CLERK, nextVersion(license, change))
                .then()
                .statusCode(201)
                .body("kind", equalTo("CHANGE"))
                .body("predecessor", equalTo(license))
                .extract()
                .path("id");
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        String next = decide(APPROVER, id, "APPROVE")
                .then()
                .statusCode(201)
                .body("state", equalTo("ISSUED"))
                .extract()
                .path("license");
        Api.asking(DraftApi.STEWARD)
                .get("/v1/licenses/" + license)
                .then()
                .body("status", equalTo("SUPERSEDED"))
                .body("successor", equalTo(next));
    }

    @Test
    void sameKey_isAnsweredAgain() {
        String key = "draft-" + UUID.randomUUID();
        String body = draft(order(type));
        String token = Api.token(CLERK);
        String id = DraftApi.with(token, Optional.of(key))
                .body(body)
                .post("/v1/license-drafts")
                .path("id");
        DraftApi.with(token, Optional.of(key))
                .body(body)
                .post("/v1/license-drafts")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("id", equalTo(id));
        DraftApi.with(token, Optional.of(key))
                .body(draft(order(type)))
                .post("/v1/license-drafts")
                .then()
                .statusCode(422)
                .body("type", equalTo(ProblemType.IDEMPOTENCY_KEY_REUSED.uri()));
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        String approve = decision("APPROVE", digest(id));
        String license =
                decide(Api.token(APPROVER), id, approve, Optional.of(key)).path("license");
        decide(Api.token(APPROVER), id, approve, Optional.of(key))
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("license", equalTo(license))
                .body("steps.size()", equalTo(4));
    }

    @Test
    void draftsOfOtherTypes_areTakenToo() {
        String plain = DraftApi.AUTHORITY + "941";
        if (io.restassured.RestAssured.get("/v1/license-types/" + plain).statusCode() == 404) {
            Api.as(DraftApi.STEWARD)
                    .contentType(io.restassured.http.ContentType.JSON)
                    .body(DraftApi.definition(plain, false))
                    .post("/v1/license-types")
                    .then()
                    .statusCode(201);
        }
        Api.issue(DraftApi.STEWARD, order(plain)).then().statusCode(201);
        assertThat(DraftApi.issued(plain)).isNotBlank();
    }
}
