package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhengzhao.registry.DraftApi.APPROVER;
import static org.zhengzhao.registry.DraftApi.CLERK;
import static org.zhengzhao.registry.DraftApi.REVIEWER;
import static org.zhengzhao.registry.DraftApi.decide;
import static org.zhengzhao.registry.DraftApi.draft;
import static org.zhengzhao.registry.DraftApi.make;
import static org.zhengzhao.registry.DraftApi.nextVersion;
import static org.zhengzhao.registry.DraftApi.number;
import static org.zhengzhao.registry.DraftApi.order;
import static org.zhengzhao.registry.DraftApi.read;
import static org.zhengzhao.registry.DraftApi.reviewed;
import static org.zhengzhao.registry.DraftApi.revise;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** What became different between draft and approval: the approval is refused, and nothing is issued. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseDraftChangedWorldTest {
    @Inject
    EntityManager entities;

    @Test
    void numberWasTaken_approvalIsRefused() {
        String type = DraftApi.type(940);
        String number = number();
        String first = make(CLERK, draft(order(type, number))).path("id");
        String second = make(CLERK, draft(order(type, number)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        decide(REVIEWER, first, "ACCEPT").then().statusCode(201);
        decide(REVIEWER, second, "ACCEPT").then().statusCode(201);
        decide(APPROVER, first, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
        refusedApproval(second, ProblemType.LICENSE_NUMBER_TAKEN);
        make(CLERK, draft(order(type, number)))
                .then()
                .statusCode(409)
                .body("type", equalTo(ProblemType.LICENSE_NUMBER_TAKEN.uri()));
    }

    @Test
    void rightWasTakenAway_approvalIsRefused() {
        String type = DraftApi.type(943);
        String id = reviewed(type);
        run("delete from issuing_right where type_code = '" + type + "'");
        try {
            refusedApproval(id, ProblemType.TYPE_NOT_AUTHORISED);
        } finally {
            run("insert into issuing_right (authority_code, type_code, granted_at) values ('" + DraftApi.AUTHORITY
                    + "', '" + type + "', now())");
        }
        decide(APPROVER, id, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
    }

    @Test
    void typeWasChanged_approvalIsRefused_untilTheMakerSendsItAgain() {
        String type = DraftApi.type(944);
        String id = reviewed(type);
        change(type, true);
        refusedApproval(id, ProblemType.DRAFT_OUTDATED);
        decide(APPROVER, id, "RETURN").then().statusCode(201);
        revise(Api.token(CLERK), id, "\"3\"", draft(order(type))).then().statusCode(200);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        decide(APPROVER, id, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
    }

    @Test
    void typeBeginsToAskForFourEyes_reissueUnderItsOldVersionNeedsADraftToo() {
        String type = DraftApi.type(945);
        change(type, false);
        String license = Api.issue(DraftApi.STEWARD, order(type))
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
        change(type, true);
        String reissue = LifecycleApi.version("REISSUE", "LOST", "");
        LifecycleApi.post(Api.token(DraftApi.STEWARD), license, "versions", reissue, Optional.empty())
                .then()
                .statusCode(409)
                .body("type", equalTo(ProblemType.DRAFT_REQUIRED.uri()));
        String id = make(CLERK, nextVersion(license, reissue))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        decide(APPROVER, id, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
    }

    @Test
    void licenseBeforeHasEnded_approvalIsRefused() {
        String type = DraftApi.type(940);
        String license = DraftApi.issued(type);
        String id = make(CLERK, nextVersion(license, LifecycleApi.version("CHANGE", "HOLDER_APPLIED", "")))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        LifecycleApi.post(
                        Api.token(DraftApi.STEWARD),
                        license,
                        "events",
                        LifecycleApi.act("CANCEL", "ORGANISATION_TERMINATED"),
                        Optional.empty())
                .then()
                .statusCode(201);
        refusedApproval(id, ProblemType.TRANSITION_NOT_ALLOWED);
        make(CLERK, nextVersion(license, LifecycleApi.version("CHANGE", "HOLDER_APPLIED", "")))
                .then()
                .statusCode(409)
                .body("type", equalTo(ProblemType.TRANSITION_NOT_ALLOWED.uri()));
    }

    @Test
    void keyIsGone_nothingIsApproved() {
        String type = DraftApi.type(940);
        String id = reviewed(type);
        String key = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select cast(id as varchar) from registry_key where authority_code = '"
                                        + DraftApi.AUTHORITY + "' and purpose = 'SEALING' and state = 'CURRENT'")
                        .getSingleResult()
                        .toString());
        run("update registry_key set state = 'RETIRED' where id = '" + key + "'");
        try {
            // A node remembers for a moment which key serves.
            Waiting.until(
                    "the key is gone", () -> make(CLERK, draft(order(type))).statusCode() == 503);
            decide(APPROVER, id, "APPROVE").then().statusCode(503);
            read(CLERK, id).then().body("state", equalTo("REVIEWED"));
        } finally {
            run("update registry_key set state = 'CURRENT' where id = '" + key + "'");
        }
        Waiting.until(
                "the key serves again", () -> make(CLERK, draft(order(type))).statusCode() == 201);
        decide(APPROVER, id, "APPROVE").then().statusCode(201);
        read(CLERK, id).then().body("state", equalTo("ISSUED"));
    }

    private static void refusedApproval(String id, ProblemType type) {
        decide(APPROVER, id, "APPROVE").then().statusCode(type.status()).body("type", equalTo(type.uri()));
        read(CLERK, id).then().body("state", equalTo("REVIEWED")).body("steps.size()", equalTo(2));
    }

    private static void change(String type, boolean fourEyes) {
        String tag = io.restassured.RestAssured.get("/v1/license-types/" + type).header("ETag");
        Api.as(DraftApi.STEWARD)
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(DraftApi.definition(type, fourEyes))
                .put("/v1/license-types/" + type)
                .then()
                .statusCode(200);
    }

    private void run(String sql) {
        int changed = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(sql).executeUpdate());
        assertThat(changed).isPositive();
    }
}
