package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.testing.ProviderTestResource;
import org.zhengzhao.schema.license.ValidityPeriod;

/** Holders who have logged in, and the agents to whom they give mandates. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = ProviderTestResource.class, restrictToAnnotatedClass = true)
class HoldersTest {
    private static final String PASSPORT = "414";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** A holder whom no other test knows. */
    private record Somebody(String subject, String code) {
        static Somebody another() {
            String unique = System.nanoTime() + "X" + NUMBERS.incrementAndGet();
            return new Somebody("subject-" + unique, "E" + unique);
        }

        PersonToken token() {
            return PersonToken.holder(subject, PASSPORT, code);
        }

        String issued(String slug) {
            String order = Api.order(slug)
                    .replaceFirst(
                            "\"holders\":\\[.*?\\]",
                            "\"holders\":[{\"code\":\"" + code + "\",\"codeType\":\"" + PASSPORT
                                    + "\",\"name\":\"示例人\"}]");
            return Api.issue("market-bureau", order)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("identifier");
        }

        String mandateTo(Somebody agent, String more) {
            return give(agent, UUID.randomUUID().toString(), more)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }

        Response give(Somebody agent, String key, String more) {
            return token().self()
                    .header("Idempotency-Key", key)
                    .body(mandate(
                            agent.code(),
                            LocalDate.now(ValidityPeriod.ZONE).plusDays(30).toString(),
                            more))
                    .post("/v1/mandates");
        }

        JsonPath looks() {
            return token().self()
                    .get("/v1/holder/access-records")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }
    }

    private static String mandate(String agent, String lastDay, String more) {
        return "{\"agent\":{\"codeType\":\"" + PASSPORT + "\",\"code\":\"" + agent + "\"},\"lastDay\":\"" + lastDay
                + "\"" + more + "}";
    }

    private static List<String> licenses(Somebody who, String query) {
        return who.token()
                .self()
                .get("/v1/holder/licenses" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("licenses.identifier");
    }

    @Test
    void licenses_areTheHoldersOwn() {
        Somebody holder = Somebody.another();
        Somebody other = Somebody.another();
        String first = holder.issued(Api.FOOD);
        String second = holder.issued("business-license");
        String foreign = other.issued(Api.FOOD);

        assertThat(licenses(holder, "")).containsExactly(second, first);
        assertThat(licenses(other, "")).containsExactly(foreign);
        assertThat(licenses(Somebody.another(), "")).isEmpty();
    }

    @Test
    void licenses_pageByPage() {
        Somebody holder = Somebody.another();
        List<String> all =
                IntStream.range(0, 3).mapToObj(n -> holder.issued(Api.FOOD)).toList();
        Response first = holder.token().self().get("/v1/holder/licenses?limit=2");
        String next = first.header("Link").replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
        assertThat(first.<List<String>>path("licenses.identifier")).containsExactly(all.get(2), all.get(1));
        assertThat(holder.token().self().urlEncodingEnabled(false).get(next).<List<String>>path("licenses.identifier"))
                .containsExactly(all.get(0));
    }

    @Test
    void pdf_ofOwnLicense_isTheSignedOne_ofAnothersIsUnknown() {
        Somebody holder = Somebody.another();
        String own = holder.issued(Api.FOOD);
        String foreign = Somebody.another().issued(Api.FOOD);

        byte[] pdf = holder.token()
                .self()
                .get("/v1/holder/licenses/" + own + "/pdf")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(pdf).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        String there = TestDepartment.refused(
                        holder.token().self().get("/v1/holder/licenses/" + foreign + "/pdf"),
                        ProblemType.UNKNOWN_LICENSE)
                .asString();
        String none = TestDepartment.refused(
                        holder.token().self().get("/v1/holder/licenses/" + TestDepartment.notIssued(foreign) + "/pdf"),
                        ProblemType.UNKNOWN_LICENSE)
                .asString();
        assertThat(there.replaceAll("urn:uuid:[0-9a-f-]+", "")).isEqualTo(none.replaceAll("urn:uuid:[0-9a-f-]+", ""));
    }

    @Test
    void accessRecords_showReadsOfDepartmentsAndLooks() {
        Somebody holder = Somebody.another();
        String license = holder.issued(Api.FOOD);
        Api.asking("market-bureau").get("/v1/licenses/" + license).then().statusCode(200);
        licenses(holder, "");

        JsonPath seen = holder.looks();
        assertThat(seen.getList("records.licenses.identifier.flatten()")).contains(license);
        assertThat(seen.getLong("latestNumber")).isEqualTo(1);
        assertThat(seen.getList("earlierLooks.form")).containsExactly("LICENSES");
        assertThat(seen.getList("earlierLooks.by")).containsExactly("HOLDER");
        assertThat(Somebody.another().looks().getList("records")).isEmpty();
    }

    @Test
    void mandate_agentSeesLicenses_holderSeesThatTheAgentLooked() {
        Somebody holder = Somebody.another();
        Somebody agent = Somebody.another();
        String license = holder.issued(Api.FOOD);
        String mandate = holder.mandateTo(agent, "");

        assertThat(licenses(agent, "?mandate=" + mandate)).containsExactly(license);
        assertThat(licenses(agent, "")).isEmpty();
        agent.token()
                .self()
                .get("/v1/holder/licenses/" + license + "/pdf?mandate=" + mandate)
                .then()
                .statusCode(200);
        TestDepartment.refused(
                agent.token().self().get("/v1/holder/licenses/" + license + "/pdf"), ProblemType.UNKNOWN_LICENSE);
        JsonPath seen = holder.looks();
        assertThat(seen.getList("earlierLooks.form")).containsExactly("PDF", "LICENSES");
        assertThat(seen.getList("earlierLooks.by")).containsOnly("AGENT");
        assertThat(seen.getList("earlierLooks.mandate")).containsOnly(mandate);
        assertThat(agent.looks().getList("earlierLooks.form")).containsExactly("LICENSES");
    }

    @Test
    void mandate_ofAnother_orWithdrawn_isUnknown() {
        Somebody holder = Somebody.another();
        Somebody agent = Somebody.another();
        Somebody stranger = Somebody.another();
        String mandate = holder.mandateTo(agent, "");
        String withdraw = "/v1/mandates/" + mandate + "/withdraw";

        for (Somebody each : List.of(stranger, holder)) {
            TestDepartment.refused(
                    each.token().self().get("/v1/holder/licenses?mandate=" + mandate), ProblemType.UNKNOWN_MANDATE);
        }
        for (Somebody each : List.of(stranger, agent)) {
            TestDepartment.refused(each.token().self().post(withdraw), ProblemType.UNKNOWN_MANDATE);
        }
        assertThat(licenses(agent, "?mandate=" + mandate)).isEmpty();
        String at = holder.token()
                .self()
                .post(withdraw)
                .then()
                .statusCode(200)
                .extract()
                .path("withdrawnAt");
        assertThat(holder.token().self().post(withdraw).<String>path("withdrawnAt"))
                .isEqualTo(at);
        TestDepartment.refused(
                agent.token().self().get("/v1/holder/licenses?mandate=" + mandate), ProblemType.UNKNOWN_MANDATE);
        assertThat(holder.token().self().get("/v1/mandates").<List<String>>path("given.state"))
                .containsExactly("WITHDRAWN");
        assertThat(agent.token().self().get("/v1/mandates").<List<String>>path("received"))
                .isEmpty();
    }

    @Test
    void mandate_forSomeTypes_isForNoOthers() {
        Somebody holder = Somebody.another();
        Somebody agent = Somebody.another();
        String food = holder.issued(Api.FOOD);
        String business = holder.issued("business-license");
        String mandate = holder.mandateTo(agent, ",\"types\":[\"" + TestDepartment.type(Api.FOOD) + "\"]");

        assertThat(licenses(agent, "?mandate=" + mandate)).containsExactly(food);
        TestDepartment.refused(
                agent.token().self().get("/v1/holder/licenses/" + business + "/pdf?mandate=" + mandate),
                ProblemType.UNKNOWN_LICENSE);
    }

    @Test
    void mandate_lists_nameNobodyInFull() {
        Somebody holder = Somebody.another();
        Somebody agent = Somebody.another();
        String mandate = holder.mandateTo(agent, "");

        Response given = holder.token().self().get("/v1/mandates");
        Response received = agent.token().self().get("/v1/mandates");
        assertThat(given.<List<String>>path("given.id")).containsExactly(mandate);
        assertThat(received.<List<String>>path("received.id")).containsExactly(mandate);
        assertThat(given.<List<String>>path("given.agent.codeEnd"))
                .containsExactly(agent.code().substring(agent.code().length() - 4));
        assertThat(given.asString() + received.asString()).doesNotContain(agent.code(), holder.code());
    }

    @Test
    void mandate_sameKey_isGivenOnce() {
        Somebody holder = Somebody.another();
        Somebody agent = Somebody.another();
        Response first = holder.give(agent, "once", "");
        Response again = holder.give(agent, "once", "");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        TestDepartment.refused(holder.give(Somebody.another(), "once", ""), ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void mandate_moreThanTheLimitAtOnce_areRefused_andPlacesComeBack() throws Exception {
        Somebody holder = Somebody.another();
        List<Callable<Integer>> asking = IntStream.range(0, 30)
                .mapToObj(n -> (Callable<Integer>)
                        () -> holder.give(Somebody.another(), UUID.randomUUID().toString(), "")
                                .statusCode())
                .toList();
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> each : many.invokeAll(asking)) {
                answers.add(each.get());
            }
        }
        assertThat(answers).containsOnly(201, 409);
        while (holder.give(Somebody.another(), UUID.randomUUID().toString(), "").statusCode() == 201) {
            answers.add(201);
        }
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(20);
        TestDepartment.refused(
                holder.give(Somebody.another(), UUID.randomUUID().toString(), ""), ProblemType.TOO_MANY_MANDATES);
        String one = holder.token().self().get("/v1/mandates").path("given[7].id");
        holder.token().self().post("/v1/mandates/" + one + "/withdraw").then().statusCode(200);
        holder.mandateTo(Somebody.another(), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"agent\":{\"codeType\":\"414\",\"code\":\"E1\"}}",
                "{\"agent\":{\"codeType\":\"414\",\"code\":\"E1\"},\"lastDay\":\"2020-01-01\"}",
                "{\"agent\":{\"codeType\":\"414\",\"code\":\"E1\"},\"lastDay\":\"2999-01-01\"}",
                "{\"agent\":{\"codeType\":\"111\",\"code\":\"110101190001010015\"},\"lastDay\":\"%s\"}",
                "{\"agent\":{\"codeType\":\"000\",\"code\":\"E1\"},\"lastDay\":\"%s\"}",
                "{\"agent\":\"E1\",\"lastDay\":\"%s\"}",
                "{\"agent\":{\"codeType\":\"414\",\"code\":\"E1\"},\"lastDay\":\"%s\",\"types\":[]}",
                "{\"agent\":{\"codeType\":\"414\",\"code\":\"E1\"},\"lastDay\":\"%s\",\"types\":[\"x\"]}",
                "{\"agent\":{\"codeType\":\"414\",\"code\":\"E1\"},\"lastDay\":\"%s\",\"holder\":\"x\"}"
            })
    void mandate_malformed_isRefused(String body) {
        Somebody holder = Somebody.another();
        TestDepartment.refused(
                holder.token()
                        .self()
                        .body(body.replace(
                                "%s",
                                LocalDate.now(ValidityPeriod.ZONE).plusDays(3).toString()))
                        .post("/v1/mandates"),
                ProblemType.VALIDATION_FAILED);
        assertThat(holder.token().self().get("/v1/mandates").<List<String>>path("given"))
                .isEmpty();
    }

    @Test
    void mandate_toOneself_isRefused() {
        Somebody holder = Somebody.another();
        TestDepartment.refused(holder.give(holder, "k", ""), ProblemType.VALIDATION_FAILED);
    }
}
