package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.zhengzhao.registry.DraftApi.APPROVER;
import static org.zhengzhao.registry.DraftApi.CLERK;
import static org.zhengzhao.registry.DraftApi.REVIEWER;
import static org.zhengzhao.registry.DraftApi.decide;
import static org.zhengzhao.registry.DraftApi.decision;
import static org.zhengzhao.registry.DraftApi.digest;
import static org.zhengzhao.registry.DraftApi.draft;
import static org.zhengzhao.registry.DraftApi.make;
import static org.zhengzhao.registry.DraftApi.number;
import static org.zhengzhao.registry.DraftApi.order;
import static org.zhengzhao.registry.DraftApi.read;
import static org.zhengzhao.registry.DraftApi.reviewed;
import static org.zhengzhao.registry.DraftApi.revise;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.license.LicenseNumbers;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/**
 * What is left where issuing breaks off after an approval, and how it is picked up; and what the database refuses whatever the code
 * does. The database is told to fail by triggers: the service has no switches for tests.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseDraftCrashTest {
    @Inject
    EntityManager entities;

    @Inject
    LicenseNumbers numbers;

    private String type = "";

    @BeforeEach
    void type() {
        type = DraftApi.type(940);
    }

    @AfterEach
    void wellAgain() {
        for (String table : List.of("issuance_intent", "license", "license_event", "license_draft_step")) {
            run("drop trigger if exists fail_draft on " + table);
        }
    }

    /** Before the signature, while the license is stored, and at the last row of the transaction that stores it. */
    @ParameterizedTest
    @ValueSource(strings = {"issuance_intent", "license", "license_event", "license_draft_step"})
    void breaksOffAfterTheApproval_staysApproved_andIsIssuedWhenCalledAgain(String table) {
        String id = reviewed(type);
        String number = read(CLERK, id).path("order.number");
        String key = "crash-" + UUID.randomUUID();
        String body = decision("APPROVE", digest(id));
        fail(table);
        decide(Api.token(APPROVER), id, body, Optional.of(key))
                .then()
                .statusCode(201)
                .body("state", equalTo("APPROVED"))
                .body("license", nullValue())
                .body("steps.act", equalTo(List.of("DRAFT", "ACCEPT", "APPROVE")));
        assertThat(issuedUnder(number)).isZero();
        nobodyElseMayTouchIt(id);
        wellAgain();
        decide(Api.token(APPROVER), id, body, Optional.of(key))
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("state", equalTo("ISSUED"))
                .body("steps.act", equalTo(List.of("DRAFT", "ACCEPT", "APPROVE", "ISSUE")));
        assertThat(issuedUnder(number)).isEqualTo(1);
    }

    @Test
    void breaksOffAfterTheApproval_isIssuedByTheWorker() {
        String id = approvedOnly(draft(order(type)));
        run("update license_draft set due_at = now() - interval '1 second' where id = '" + id + "'");
        Waiting.until(
                "the worker issues it", () -> read(CLERK, id).path("state").equals("ISSUED"));
        String license = read(CLERK, id).path("license");
        assertThat(count("license where identifier = '" + license + "' and created_by = '" + APPROVER + "'"))
                .isEqualTo(1);
    }

    @Test
    void numberIsTakenAfterTheApproval_goesBackToItsMakerWithTheProblem() {
        String number = number();
        String id = approvedOnly(draft(order(type, number)));
        String other = make(CLERK, draft(order(type, number))).path("id");
        decide(REVIEWER, other, "ACCEPT").then().statusCode(201);
        decide(APPROVER, other, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
        run("update license_draft set due_at = now() - interval '1 second' where id = '" + id + "'");
        Waiting.until(
                "the worker gives it back", () -> read(CLERK, id).path("state").equals("RETURNED"));
        read(CLERK, id)
                .then()
                .body("steps[3].act", equalTo("REFUSE_ISSUE"))
                .body("steps[3].problem", equalTo(ProblemType.LICENSE_NUMBER_TAKEN.uri()))
                .body("approver", nullValue());
        revise(Api.token(CLERK), id, "\"4\"", draft(order(type))).then().statusCode(200);
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        decide(APPROVER, id, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
    }

    @Test
    void database_refusesTheSamePersonTwice() {
        String id = reviewed(type);
        assertThatThrownBy(() -> run("update license_draft set reviewer = maker where id = '" + id + "'"))
                .hasStackTraceContaining("license_draft_different_people");
        assertThatThrownBy(() -> run("update license_draft set approver = reviewer, state = 'APPROVED', due_at = now()"
                        + " where id = '" + id + "'"))
                .hasStackTraceContaining("license_draft_different_people");
        assertThatThrownBy(() ->
                        run("update license_draft set state = 'APPROVED', due_at = now() where id = '" + id + "'"))
                .hasStackTraceContaining("license_draft_approved");
        assertThatThrownBy(() -> run("insert into license_draft_step"
                        + " select gen_random_uuid(), draft_id, 9, revision, 'APPROVE', digest, client_id, person, null, null,"
                        + " null, now() from license_draft_step where draft_id = '" + id + "' and act = 'ACCEPT'"))
                .hasStackTraceContaining("license_draft_step_once_a_person");
    }

    @Test
    void database_takesOneLicenseADraft_andKeepsEveryStep() {
        String id = reviewed(type);
        decide(APPROVER, id, "APPROVE").then().statusCode(201).body("state", equalTo("ISSUED"));
        assertThatThrownBy(() -> run("insert into license_draft_step"
                        + " select gen_random_uuid(), draft_id, 9, revision, act, digest, null, null, null, null,"
                        + " 'another', now() from license_draft_step where draft_id = '" + id + "' and act = 'ISSUE'"))
                .hasStackTraceContaining("license_draft_step_issued_once");
        assertThatThrownBy(() -> run("delete from license_draft_step where draft_id = '" + id + "'"))
                .hasStackTraceContaining("are added only");
        assertThatThrownBy(() -> run("update license_draft_step set reason = 'x' where draft_id = '" + id + "'"))
                .hasStackTraceContaining("are added only");
    }

    private void nobodyElseMayTouchIt(String id) {
        decide(APPROVER, id, "REJECT").then().statusCode(409).body("type", equalTo(ProblemType.DRAFT_STATE.uri()));
        decide(CLERK, id, "ABANDON").then().statusCode(409).body("type", equalTo(ProblemType.DRAFT_STATE.uri()));
        revise(Api.token(CLERK), id, "\"3\"", draft(order(type)))
                .then()
                .statusCode(409)
                .body("type", equalTo(ProblemType.DRAFT_STATE.uri()));
    }

    /** A draft as a node leaves it that dies after the approval. */
    private String approvedOnly(String body) {
        String id = make(CLERK, body).then().statusCode(201).extract().path("id");
        decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
        fail("issuance_intent");
        decide(APPROVER, id, "APPROVE").then().statusCode(201).body("state", equalTo("APPROVED"));
        wellAgain();
        // No worker comes by itself, however slow the machine is.
        run("update license_draft set due_at = now() + interval '1 hour' where id = '" + id + "'");
        return id;
    }

    private void fail(String table) {
        String when = table.equals("license_draft_step") ? "new.act = 'ISSUE'" : "true";
        run("create or replace function fail_draft() returns trigger language plpgsql as $$"
                + " begin raise exception 'told to fail'; end $$");
        run(String.format(
                Locale.ROOT,
                "create trigger fail_draft before insert on %s for each row when (%s) execute function fail_draft()",
                table,
                when));
    }

    private void run(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    private long issuedUnder(String number) {
        String hash = numbers.hash(new LicenseTypeCode(new Uscc(DraftApi.AUTHORITY), 940), number);
        return count("license where number = '" + hash + "'");
    }

    private long count(String from) {
        return ((Number) entities.createNativeQuery("select count(*) from " + from)
                        .getSingleResult())
                .longValue();
    }
}
