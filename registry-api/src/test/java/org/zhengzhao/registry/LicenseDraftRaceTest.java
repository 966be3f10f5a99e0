package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
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
import static org.zhengzhao.registry.DraftApi.number;
import static org.zhengzhao.registry.DraftApi.order;
import static org.zhengzhao.registry.DraftApi.read;
import static org.zhengzhao.registry.DraftApi.reviewed;
import static org.zhengzhao.registry.DraftApi.revise;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.zhengzhao.registry.license.LicenseNumbers;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/** People who decide at the same moment: over HTTP, on threads of their own. One outcome each. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseDraftRaceTest {
    @Inject
    EntityManager entities;

    @Inject
    LicenseNumbers numbers;

    private String type = "";

    @BeforeEach
    void type() {
        type = DraftApi.type(940);
    }

    @RepeatedTest(3)
    void twoApprovals_oneCounts_andOneLicenseExists() throws Exception {
        String id = reviewed(type);
        String number = numberOf(id);
        String body = decision("APPROVE", digest(id));
        String one = Api.token(APPROVER);
        String other = account(DraftApi.AUTHORITY, "zs-" + System.nanoTime(), "\"approver\"");
        List<Response> answers = together(List.of(
                () -> decide(one, id, body, Optional.empty()), () -> decide(other, id, body, Optional.empty())));
        assertOneWon(answers);
        read(CLERK, id)
                .then()
                .body("state", equalTo("ISSUED"))
                .body("steps.act", equalTo(List.of("DRAFT", "ACCEPT", "APPROVE", "ISSUE")));
        assertThat(issuedUnder(number)).isEqualTo(1);
    }

    @RepeatedTest(3)
    void approvalAndRejection_oneCounts() throws Exception {
        String id = reviewed(type);
        String number = numberOf(id);
        String digest = digest(id);
        String one = Api.token(APPROVER);
        String other = account(DraftApi.AUTHORITY, "zs-" + System.nanoTime(), "\"approver\"");
        List<Response> answers =
                together(List.of(() -> decide(one, id, decision("APPROVE", digest), Optional.empty()), () -> {
                    // The approval is checked whole before it is written.
                    Thread.sleep(10L * Math.floorMod(System.nanoTime(), 20));
                    return decide(other, id, decision("REJECT", digest, "虚构的原因"), Optional.empty());
                }));
        assertOneWon(answers);
        boolean approved = answers.getFirst().statusCode() == 201;
        read(CLERK, id).then().body("state", equalTo(approved ? "ISSUED" : "REJECTED"));
        assertThat(issuedUnder(number)).isEqualTo(approved ? 1 : 0);
    }

    @RepeatedTest(5)
    void reviewAndRevision_theReviewIsOfWhatIsThere() throws Exception {
        String id = made(type);
        String reviewedDigest = digest(id);
        String clerk = Api.token(CLERK);
        String reviewer = Api.token(REVIEWER);
        String revised = draft(order(type));
        List<Response> answers = together(List.of(
                () -> {
                    Thread.sleep(10L * Math.floorMod(System.nanoTime(), 20));
                    return decide(reviewer, id, decision("ACCEPT", reviewedDigest), Optional.empty());
                },
                () -> revise(clerk, id, "\"1\"", revised)));
        boolean accepted = answers.getFirst().statusCode() == 201;
        boolean altered = answers.getLast().statusCode() == 200;
        assertThat(accepted).isNotEqualTo(altered);
        answers.stream()
                .filter(answer -> answer.statusCode() >= 400)
                .forEach(answer -> answer.then().body("type", equalTo(ProblemType.DRAFT_CHANGED.uri())));
        read(CLERK, id)
                .then()
                .body("state", equalTo(accepted ? "REVIEWED" : "DRAFTED"))
                .body("revision", equalTo(accepted ? 1 : 2));
        assertThat(digest(id).equals(reviewedDigest)).isEqualTo(accepted);
    }

    @RepeatedTest(3)
    void sameDraftAtOnce_isOneDraft() throws Exception {
        String key = "race-" + UUID.randomUUID();
        String token = Api.token(CLERK);
        String body = draft(order(type));
        Callable<Response> request =
                () -> DraftApi.with(token, Optional.of(key)).body(body).post("/v1/license-drafts");
        List<Response> answers = together(List.of(request, request, request));
        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(201));
        assertThat(answers.stream().map(answer -> answer.<String>path("id")).distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotent-Replayed").equals("false")))
                .hasSize(1);
    }

    @RepeatedTest(3)
    void sameApprovalAtOnce_isOneAnswer() throws Exception {
        String id = reviewed(type);
        String number = numberOf(id);
        String key = "race-" + UUID.randomUUID();
        String token = Api.token(APPROVER);
        String body = decision("APPROVE", digest(id));
        Callable<Response> request = () -> decide(token, id, body, Optional.of(key));
        List<Response> answers = together(List.of(request, request, request, request));
        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(201));
        Waiting.until("the draft is issued", () -> read(CLERK, id).path("state").equals("ISSUED"));
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotent-Replayed").equals("false")))
                .hasSize(1);
        assertThat(issuedUnder(number)).isEqualTo(1);
        assertThat(count("issuance_intent where outcome is null and identifier like '%" + type + "%'"))
                .isZero();
    }

    @RepeatedTest(3)
    void twoDraftsOfOneNumber_oneIsIssued_andTheOtherIsRefusedOrReturned() throws Exception {
        String number = number();
        List<Callable<Response>> approvals = new ArrayList<>();
        List<String> drafts = new ArrayList<>();
        String token = Api.token(APPROVER);
        for (int i = 0; i < 2; i++) {
            String id = make(CLERK, draft(order(type, number))).path("id");
            decide(REVIEWER, id, "ACCEPT").then().statusCode(201);
            String body = decision("APPROVE", digest(id));
            drafts.add(id);
            approvals.add(() -> decide(token, id, body, Optional.empty()));
        }
        List<Response> answers = together(approvals);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
        List<String> states = drafts.stream()
                .map(id -> read(CLERK, id).<String>path("state"))
                .sorted()
                .toList();
        assertThat(states).isIn(List.of("ISSUED", "REVIEWED"), List.of("ISSUED", "RETURNED"));
        assertThat(issuedUnder(number)).isEqualTo(1);
    }

    private static void assertOneWon(List<Response> answers) {
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> answer.then().statusCode(409));
    }

    private static List<Response> together(List<Callable<Response>> requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(requests.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
            List<Future<Response>> running = new ArrayList<>();
            for (Callable<Response> request : requests) {
                running.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return request.call();
                }));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> each : running) {
                answers.add(each.get(120, TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private static String numberOf(String id) {
        return read(CLERK, id).path("order.number");
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
