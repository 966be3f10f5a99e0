package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhengzhao.registry.LifecycleApi.act;
import static org.zhengzhao.registry.LifecycleApi.history;
import static org.zhengzhao.registry.LifecycleApi.post;
import static org.zhengzhao.registry.LifecycleApi.read;
import static org.zhengzhao.registry.LifecycleApi.version;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.license.LicenseNumbers;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;

/** Requests that really meet: over HTTP, on threads of their own. One outcome each, and the history agrees with the answers. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseRaceTest {
    @Inject
    EntityManager entities;

    @Inject
    LicenseNumbers numbers;

    @RepeatedTest(3)
    void twoRenewals_oneSucceeds_andOneNextVersionExists() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        List<Response> answers = race(
                license, "versions", version("CHANGE", "HOLDER_APPLIED", ""), version("RENEW", "HOLDER_APPLIED", NOW));
        assertOneWon(answers);
        String next = next(license);
        history(license).then().body("events.size()", equalTo(2));
        read(license).then().body("status", equalTo("SUPERSEDED")).body("successor", equalTo(next));
        read(next).then().body("status", equalTo("VALID"));
        history(next).then().body("events.size()", equalTo(1));
        assertThat(count("issuance_intent where identifier = '" + next + "' and outcome = 'STORED'"))
                .isEqualTo(1);
        assertThat(count("issuance_intent where identifier = '" + next + "' and outcome is null"))
                .isZero();
    }

    @RepeatedTest(3)
    void renewalAndRevocation_oneSucceeds_andTheOtherIsToldTheStatus() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        String token = Api.token("market-bureau");
        List<Response> answers = together(List.of(
                () -> post(token, license, "versions", version("RENEW", "HOLDER_APPLIED", NOW), Optional.empty()),
                () -> {
                    // The next version is drawn and signed meanwhile.
                    Thread.sleep(20L * (Math.floorMod(System.nanoTime(), 20)));
                    return post(
                            token,
                            license,
                            "events",
                            act("REVOKE_AS_PENALTY", "ADMINISTRATIVE_PENALTY"),
                            Optional.empty());
                }));
        assertOneWon(answers);
        boolean renewed = answers.getFirst().statusCode() == 201;
        read(license).then().body("status", equalTo(renewed ? "SUPERSEDED" : "PENALTY_REVOKED"));
        history(license).then().body("events.act", equalTo(List.of("ISSUE", renewed ? "RENEW" : "REVOKE_AS_PENALTY")));
        assertThat(count("license where identifier = '" + next(license) + "'")).isEqualTo(renewed ? 1 : 0);
        assertThat(count("issuance_intent where identifier = '" + next(license) + "' and outcome is null"))
                .isZero();
    }

    /** Both may be recorded, the renewal first: then it is revoked with the license. There is no third outcome. */
    @RepeatedTest(5)
    void renewalForLaterAndRevocation_nothingIsValidAfterwards() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        String token = Api.token("market-bureau");
        List<Response> answers = together(List.of(
                () -> post(token, license, "versions", version("RENEW", "HOLDER_APPLIED", ""), Optional.empty()),
                () -> {
                    Thread.sleep(20L * (Math.floorMod(System.nanoTime(), 20)));
                    return post(
                            token,
                            license,
                            "events",
                            act("REVOKE_AS_PENALTY", "ADMINISTRATIVE_PENALTY"),
                            Optional.empty());
                }));
        boolean renewed = answers.getFirst().statusCode() == 201;
        answers.get(1).then().statusCode(201);
        read(license).then().body("status", equalTo("PENALTY_REVOKED"));
        history(license)
                .then()
                .body(
                        "events.act",
                        equalTo(
                                renewed
                                        ? List.of("ISSUE", "RENEW", "REVOKE_AS_PENALTY")
                                        : List.of("ISSUE", "REVOKE_AS_PENALTY")));
        assertThat(count("license where identifier = '" + next(license) + "'")).isEqualTo(renewed ? 1 : 0);
        if (renewed) {
            assertRevokedForGood(next(license));
        } else {
            assertThat(answers.getFirst().<String>path("type")).isEqualTo(ProblemType.TRANSITION_NOT_ALLOWED.uri());
        }
    }

    @RepeatedTest(5)
    void changeOfTheWaitingVersionAndRevocationOfTheFirst_nothingIsValidAfterwards() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        String token = Api.token("market-bureau");
        String second = next(license);
        String third = next(second);
        post(token, license, "versions", version("RENEW", "HOLDER_APPLIED", ""), Optional.empty())
                .then()
                .statusCode(201);
        List<Response> answers = together(List.of(
                () -> post(token, second, "versions", version("CHANGE", "HOLDER_APPLIED", ""), Optional.empty()),
                () -> {
                    Thread.sleep(20L * (Math.floorMod(System.nanoTime(), 20)));
                    return post(
                            token,
                            license,
                            "events",
                            act("REVOKE_AS_PENALTY", "ADMINISTRATIVE_PENALTY"),
                            Optional.empty());
                }));
        boolean changed = answers.getFirst().statusCode() == 201;
        answers.get(1)
                .then()
                .statusCode(201)
                .body("carriedTo", equalTo(changed ? List.of(second, third) : List.of(second)));
        assertRevokedForGood(license);
        assertRevokedForGood(second);
        assertThat(count("license where identifier = '" + third + "'")).isEqualTo(changed ? 1 : 0);
        if (changed) {
            assertRevokedForGood(third);
        }
    }

    @RepeatedTest(3)
    void changeToANumberAndIssueUnderTheSame_oneSucceeds() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        String other = Api.issued("market-bureau", Api.FOOD);
        post(Api.token("market-bureau"), other, "versions", version("CHANGE", "HOLDER_APPLIED", ""), Optional.empty())
                .then()
                .statusCode(201);
        String token = Api.token("market-bureau");
        String number = "RACE-" + UUID.randomUUID();
        String change = version("CHANGE", "HOLDER_APPLIED", "\"number\":\"" + number + "\"");
        List<Response> answers = together(List.of(
                () -> post(token, license, "versions", change, Optional.empty()),
                () -> post(token, next(other), "versions", change, Optional.empty()),
                () -> Api.issue("market-bureau", Api.order(Api.FOOD, number))));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer ->
                        assertThat(answer.<String>path("type")).isEqualTo(ProblemType.LICENSE_NUMBER_TAKEN.uri()));
        LicenseIdentifier identifier = LicenseIdentifier.parse(license);
        String stored = numbers.hash(identifier.type(), number);
        assertThat(count("license where number = '" + stored + "'")).isEqualTo(1);
        if (answers.getFirst().statusCode() != 201) {
            post(token, license, "versions", version("CHANGE", "HOLDER_APPLIED", ""), Optional.empty())
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void renewalThatLost_canBeTriedAgain() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        String token = Api.token("market-bureau");
        List<Callable<Response>> eight = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            eight.add(
                    () -> post(token, license, "versions", version("CHANGE", "HOLDER_APPLIED", ""), Optional.empty()));
        }
        List<Response> answers = together(eight);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        post(token, next(license), "versions", version("CHANGE", "HOLDER_APPLIED", ""), Optional.empty())
                .then()
                .statusCode(201);
    }

    @RepeatedTest(5)
    void suspensionAndCancellation_theHistoryIsOneThatTheTableAllows() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        List<Response> answers = race(
                license,
                "events",
                act("SUSPEND", "PRECAUTION"),
                act("CANCEL", "ORGANISATION_TERMINATED"),
                act("SUSPEND", "PRECAUTION"),
                act("CANCEL", "ORGANISATION_TERMINATED"));
        long recorded =
                answers.stream().filter(answer -> answer.statusCode() == 201).count();
        List<String> acts = history(license).path("events.act");
        assertThat(acts)
                .isIn(List.of("ISSUE", "CANCEL"), List.of("ISSUE", "SUSPEND", "CANCEL"))
                .hasSize((int) recorded + 1);
        read(license).then().body("status", equalTo("CANCELLED"));
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> answer.then().body("type", equalTo(ProblemType.TRANSITION_NOT_ALLOWED.uri())));
    }

    @RepeatedTest(3)
    void sameKeyAtOnce_isOneEventAndOneAnswer() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        String token = Api.token("market-bureau");
        String key = "race-" + UUID.randomUUID();
        Callable<Response> request =
                () -> post(token, license, "events", act("SUSPEND", "PRECAUTION"), Optional.of(key));
        List<Response> answers = together(List.of(request, request, request, request));
        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(201));
        assertThat(answers.stream()
                        .map(answer -> answer.<String>path("events[0].id"))
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotent-Replayed").equals("false")))
                .hasSize(1);
        history(license).then().body("events.size()", equalTo(2));
    }

    @Test
    void sameKeyAtOnce_isOneNextVersion() throws Exception {
        String license = Api.issued("market-bureau", Api.FOOD);
        String token = Api.token("market-bureau");
        String key = "race-" + UUID.randomUUID();
        Callable<Response> request =
                () -> post(token, license, "versions", version("CHANGE", "HOLDER_APPLIED", ""), Optional.of(key));
        List<Response> answers = together(List.of(request, request, request));
        assertThat(answers)
                .allSatisfy(answer -> answer.then().statusCode(201).body("identifier", equalTo(next(license))));
        assertThat(count("issuance_intent where identifier = '" + next(license) + "' and outcome is null"))
                .isZero();
    }

    @Test
    void manyActsOnManyLicenses_allAreRecordedInOrder() throws Exception {
        List<String> licenses = IntStream.range(0, 3)
                .mapToObj(i -> Api.issued("market-bureau", Api.FOOD))
                .toList();
        String token = Api.token("market-bureau");
        List<Callable<Response>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            for (String license : licenses) {
                String body = i % 2 == 0 ? act("SUSPEND", "PRECAUTION") : act("RESUME", "RECTIFIED");
                requests.add(() -> post(token, license, "events", body, Optional.empty()));
            }
        }
        List<Response> answers = together(requests);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409, 503));
        for (String license : licenses) {
            List<String> acts = history(license).path("events.act");
            List<Integer> positions = history(license).path("events.position");
            assertThat(positions)
                    .isEqualTo(IntStream.rangeClosed(1, acts.size()).boxed().toList());
            for (int i = 1; i < acts.size(); i++) {
                assertThat(acts.get(i)).as("act " + i).isEqualTo(i % 2 == 1 ? "SUSPEND" : "RESUME");
            }
        }
        long recorded =
                answers.stream().filter(answer -> answer.statusCode() == 201).count();
        long inHistories = licenses.stream()
                .mapToLong(license ->
                        history(license).<List<String>>path("events.act").size() - 1L)
                .sum();
        assertThat(inHistories).isEqualTo(recorded);
    }

    /** A renewal that is in force today. */
    private static final String NOW = "\"validFrom\":\"" + today() + "\",\"validUntil\":\""
            + today().plusYears(5).minusDays(1) + "\"";

    private static java.time.LocalDate today() {
        return java.time.LocalDate.ofInstant(Instant.now(), java.time.ZoneOffset.ofHours(8));
    }

    private static void assertOneWon(List<Response> answers) {
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> assertThat(answer.<String>path("type"))
                        .isIn(ProblemType.TRANSITION_NOT_ALLOWED.uri(), ProblemType.LATER_EVENT.uri()));
    }

    /** Now, and in the period for which it was renewed. */
    private static void assertRevokedForGood(String license) {
        read(license).then().body("status", equalTo("PENALTY_REVOKED"));
        Api.asking("market-bureau")
                .queryParam("at", "2030-07-18")
                .get("/v1/licenses/" + license)
                .then()
                .body("status", equalTo("PENALTY_REVOKED"));
    }

    private static List<Response> race(String license, String what, String... bodies) throws Exception {
        String token = Api.token("market-bureau");
        List<Callable<Response>> requests = new ArrayList<>();
        for (String body : bodies) {
            requests.add(() -> post(token, license, what, body, Optional.empty()));
        }
        return together(requests);
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

    private static String next(String license) {
        try {
            return LicenseIdentifier.parse(license).next().orElseThrow().value();
        } catch (MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private long count(String from) {
        return ((Number) entities.createNativeQuery("select count(*) from " + from)
                        .getSingleResult())
                .longValue();
    }
}
