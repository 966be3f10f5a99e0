package org.zhengzhao.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.zhengzhao.registry.DraftApi.APPROVER;
import static org.zhengzhao.registry.DraftApi.CLERK;
import static org.zhengzhao.registry.DraftApi.REVIEWER;
import static org.zhengzhao.registry.DraftApi.account;
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

/** Who may not, and what is not taken. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseDraftRefusalsTest {
    private static final String ALL = "\"issuer\",\"reviewer\",\"approver\"";

    private String type = "";

    @BeforeEach
    void type() {
        type = DraftApi.type(940);
    }

    @Test
    void wrongRole_isRefused() {
        refused(make(REVIEWER, draft(order(type))), ProblemType.NOT_AUTHORISED);
        refused(make("commerce-bureau", draft(order(type))), ProblemType.NOT_AUTHORISED);
        String id = made(type);
        refused(decide(CLERK, id, "ACCEPT"), ProblemType.NOT_AUTHORISED);
        refused(decide(APPROVER, id, "ACCEPT"), ProblemType.NOT_AUTHORISED);
        refused(decide(APPROVER, id, "RETURN"), ProblemType.NOT_AUTHORISED);
        refused(decide(REVIEWER, id, "ABANDON"), ProblemType.NOT_AUTHORISED);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        String other = account(DraftApi.AUTHORITY, "zs-" + System.nanoTime(), "\"reviewer\"");
        for (String act : List.of("APPROVE", "REJECT", "RETURN")) {
            refused(
                    decide(other, id, decision(act, digest(id), "虚构的原因"), Optional.empty()),
                    ProblemType.NOT_AUTHORISED);
        }
        read(CLERK, id).then().body("state", equalTo("REVIEWED")).body("steps.size()", equalTo(2));
    }

    @Test
    void accountOfASystem_takesNoPart() {
        refused(make(DraftApi.STEWARD, draft(order(type))), ProblemType.PERSON_REQUIRED);
        String system = account(DraftApi.AUTHORITY, "", ALL);
        String id = made(type);
        refused(decide(system, id, decision("ACCEPT", digest(id)), Optional.empty()), ProblemType.PERSON_REQUIRED);
        refused(
                DraftApi.with(system, Optional.empty()).get("/v1/license-drafts?task=REVIEW"),
                ProblemType.PERSON_REQUIRED);
    }

    @Test
    void samePerson_withEveryRole_canDoOneThingOnly() {
        String person = "zs-" + System.nanoTime();
        String token = account(DraftApi.AUTHORITY, person, ALL);
        String id = DraftApi.with(token, Optional.empty())
                .body(draft(order(type)))
                .post("/v1/license-drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        refused(decide(token, id, decision("ACCEPT", digest(id)), Optional.empty()), ProblemType.SAME_PERSON);
        refused(decide(token, id, decision("RETURN", digest(id), "虚构的原因"), Optional.empty()), ProblemType.SAME_PERSON);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        for (String act : List.of("APPROVE", "REJECT", "RETURN")) {
            refused(decide(token, id, decision(act, digest(id), "虚构的原因"), Optional.empty()), ProblemType.SAME_PERSON);
        }
        read(CLERK, id).then().body("state", equalTo("REVIEWED"));
    }

    @Test
    void anotherAccountOfTheSamePerson_isTheSamePerson() {
        String ofTheClerk = account(DraftApi.AUTHORITY, "ZS-0101", "\"reviewer\",\"approver\"");
        String ofTheReviewer = account(DraftApi.AUTHORITY, "zs-0102", "\"approver\"");
        String id = made(type);
        refused(decide(ofTheClerk, id, decision("ACCEPT", digest(id)), Optional.empty()), ProblemType.SAME_PERSON);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        refused(decide(ofTheClerk, id, decision("APPROVE", digest(id)), Optional.empty()), ProblemType.SAME_PERSON);
        refused(decide(ofTheReviewer, id, decision("APPROVE", digest(id)), Optional.empty()), ProblemType.SAME_PERSON);
        decide(APPROVER, id, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
    }

    @Test
    void otherClerk_neitherRevisesNorAbandons() {
        String id = made(type);
        String other = account(DraftApi.AUTHORITY, "zs-" + System.nanoTime(), "\"issuer\"");
        refused(revise(other, id, "\"1\"", draft(order(type))), ProblemType.NOT_DRAFT_MAKER);
        refused(decide(other, id, decision("ABANDON", digest(id)), Optional.empty()), ProblemType.NOT_DRAFT_MAKER);
    }

    @Test
    void otherAuthority_seesNothing() {
        String id = made(type);
        String digest = digest(id);
        String stranger = account("11110000MBFAKE039R", "zs-0102", ALL);
        refused(DraftApi.with(stranger, Optional.empty()).get("/v1/license-drafts/" + id), ProblemType.UNKNOWN_DRAFT);
        refused(decide(stranger, id, decision("ACCEPT", digest), Optional.empty()), ProblemType.UNKNOWN_DRAFT);
        refused(revise(stranger, id, "\"1\"", draft(order(type))), ProblemType.UNKNOWN_DRAFT);
        refused(
                DraftApi.with(stranger, Optional.empty())
                        .body(draft(order(type)))
                        .post("/v1/license-drafts"),
                ProblemType.TYPE_NOT_AUTHORISED);
        refused(read(CLERK, UUID.randomUUID().toString()), ProblemType.UNKNOWN_DRAFT);
        refused(read(CLERK, "x"), ProblemType.UNKNOWN_DRAFT);
    }

    @Test
    void nextVersionOfAnotherAuthoritysLicense_isRefused() {
        String license = Api.issued("market-bureau", Api.FOOD);
        refused(
                make(CLERK, nextVersion(license, LifecycleApi.version("CHANGE", "HOLDER_APPLIED", ""))),
                ProblemType.NOT_ISSUING_AUTHORITY);
    }

    @Test
    void digestThatWasNotRead_decidesNothing() {
        String id = made(type);
        refused(
                decide(Api.token(REVIEWER), id, decision("ACCEPT", "0".repeat(64)), Optional.empty()),
                ProblemType.DRAFT_CHANGED);
    }

    @Test
    void revision_needsTheTagThatWasRead() {
        String id = made(type);
        String token = Api.token(CLERK);
        refused(
                DraftApi.with(token, Optional.empty()).body(draft(order(type))).put("/v1/license-drafts/" + id),
                ProblemType.PRECONDITION_REQUIRED);
        refused(revise(token, id, "\"2\"", draft(order(type))), ProblemType.DRAFT_CHANGED);
        refused(revise(token, id, "*", draft(order(type))), ProblemType.DRAFT_CHANGED);
    }

    @Test
    void revision_staysAboutTheSameType() {
        String id = made(type);
        revise(Api.token(CLERK), id, "\"1\"", draft(order(DraftApi.type(942))))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/order/typeCode"));
        read(CLERK, id).then().body("revision", equalTo(1));
    }

    @Test
    void order_isCheckedWhole_whenTheDraftIsMade() {
        make(
                        CLERK,
                        draft(order(type))
                                .replace("91110000MAFAKE019D", "91110000MAFAKE019E")
                                .replace("fields", "felds"))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/order/felds", "/order/holders/0/code"));
        make(
                        CLERK,
                        draft(order(type)
                                .replaceFirst(
                                        "\"legalRepresentative\":\"[^\"]*\"",
                                        "\"legalRepresentative\":\"\uD85B\uDF6B\"")))
                .then()
                .statusCode(422)
                .body("type", equalTo(ProblemType.UNPRINTABLE_CHARACTER.uri()))
                .body("errors.pointer", hasItem("/order/fields/legalRepresentative"));
        make(CLERK, "{\"predecessor\":\"1.2.3\",\"more\":1}")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/predecessor", "/more", "/order"));
        make(CLERK, "[]").then().statusCode(400).body("type", equalTo(ProblemType.MALFORMED_JSON.uri()));
    }

    @Test
    void decision_isReadStrictly() {
        String id = made(type);
        String token = Api.token(REVIEWER);
        decide(token, id, "{\"act\":\"ISSUE\",\"digest\":\"x\",\"more\":1,\"reason\":\"\"}", Optional.empty())
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/act", "/digest", "/more", "/reason"));
        decide(token, id, decision("RETURN", digest(id)), Optional.empty())
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/reason")))
                .body("errors.code", equalTo(List.of("REQUIRED")));
        String reviewed = reviewed(type);
        decide(Api.token(APPROVER), reviewed, decision("REJECT", digest(reviewed)), Optional.empty())
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/reason")));
    }

    @Test
    void person_isReadStrictly_whenAnAccountIsRegistered() {
        Ceremonies.operator()
                .body("{\"clientId\":\"no-person\",\"authority\":\"" + DraftApi.AUTHORITY
                        + "\",\"name\":{\"zh-CN\":\"测试\",\"en\":\"Test\"},\"roles\":[\"reviewer\"],\"person\":\"a b\"}")
                .post("/v1/clients")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/person")));
    }

    private static void refused(Response answer, ProblemType type) {
        answer.then().statusCode(type.status()).body("type", equalTo(type.uri()));
    }
}
