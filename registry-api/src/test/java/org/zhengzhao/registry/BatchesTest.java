package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.zhengzhao.registry.TestDepartment.refused;
import static org.zhengzhao.registry.TestDepartment.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptOperation;
import org.zhengzhao.signing.receipt.ReceiptOutcome;
import org.zhengzhao.signing.receipt.ReceiptReader;

/** Many questions in one request: each asked once, recorded once, and answered with the same octets however often it is fetched. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class BatchesTest {
    private static final String ENGINEER = "class-2-cost-engineer";
    private static final String NDJSON = "application/x-ndjson";
    /** How many rows the large batch has; the limit is 10,000: -Dzhengzhao.batch.rows=10000. */
    private static final int MANY = Integer.getInteger("zhengzhao.batch.rows", 400);

    @Inject
    EntityManager entities;

    @Inject
    SessionFactory sessions;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void eachKindOfRow_isAnsweredAsAlone_withRecordAndReceipt() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        String nobody = TestDepartment.nextCode();
        Response answer = ask(
                department,
                "{\"id\":\"known\",\"license\":{\"identifier\":\"" + license + "\"}}",
                "{\"id\":\"unknown\",\"license\":{\"identifier\":\"" + TestDepartment.notIssued(license) + "\"}}",
                licensesOf("none", nobody),
                facts("differs", nobody),
                "{\"id\":\"bad code\",\"facts\":{\"type\":\"" + type(Api.FOOD)
                        + "\",\"holder\":{\"codeType\":\"001\",\"code\":\"1\"}}}",
                "{\"id\":\"no question\"}",
                "{\"id\":\"no type\",\"licenses\":{\"holder\":{\"codeType\":\"001\",\"code\":\"" + nobody
                        + "\"},\"type\":\"11110000MBFAKE143X998\"}}",
                "{\"id\":\"earlier\",\"license\":{\"identifier\":\"" + license + "\",\"on\":\"2025-01-01\"}}");
        answer.then().statusCode(201).header("Idempotent-Replayed", "false");
        assertThat(answer.contentType()).startsWith(NDJSON);
        List<JsonNode> lines = lines(answer);
        assertThat(lines).hasSize(9);
        assertThat(statuses(lines)).containsExactly(200, 404, 200, 200, 422, 422, 404, 200);
        assertThat(answerOf(lines.get(0)).path("identifier").asText()).isEqualTo(license);
        assertThat(answerOf(lines.get(1)).path("type").asText()).isEqualTo(ProblemType.UNKNOWN_LICENSE.uri());
        assertThat(answerOf(lines.get(2)).path("licenses")).isEmpty();
        assertThat(answerOf(lines.get(3)).path("code").asInt()).isEqualTo(5);
        assertThat(answerOf(lines.get(4)).path("errors").get(0).path("pointer").asText())
                .isEqualTo("/facts/holder/code");
        assertThat(answerOf(lines.get(6)).path("type").asText()).isEqualTo(ProblemType.UNKNOWN_LICENSE_TYPE.uri());
        assertThat(answerOf(lines.get(7)).path("status").asText()).isEqualTo("NOT_YET_EFFECTIVE");
        JsonNode end = lines.getLast();
        assertThat(end.path("complete").asBoolean()).isTrue();
        assertThat(end.path("size").asInt()).isEqualTo(8);
        assertThat(end.has("id")).isFalse();

        // What could not be read was not looked up: it has no record, as alone.
        assertThat(lines.stream().filter(line -> line.has("accessRecord"))).hasSize(5);
        assertThat(records(department)).isEqualTo(5);
        assertThat(claims(lines.get(0)).operation()).isEqualTo(ReceiptOperation.BY_IDENTIFIER);
        assertThat(claims(lines.get(1)).outcome()).isEqualTo(ReceiptOutcome.NOT_FOUND);
        assertThat(claims(lines.get(2)).operation()).isEqualTo(ReceiptOperation.BY_HOLDER);
        assertThat(claims(lines.get(3)).operation()).isEqualTo(ReceiptOperation.VERIFY_FACTS);
        assertThat(claims(lines.get(3)).askedFor().caseNumber()).isEqualTo("CASE-1");
        Api.as("market-bureau")
                .contentType(ContentType.BINARY)
                .accept(ContentType.JSON)
                .body(lines.get(3).path("receipt").asText().getBytes(StandardCharsets.UTF_8))
                .post("/v1/verifications")
                .then()
                .body("verdict", equalTo("VALID"));
    }

    @Test
    void manyRows_eachHasExactlyOneRecord() throws Exception {
        TestDepartment department = TestDepartment.register();
        Response answer = ask(department, nobodies(MANY));
        List<JsonNode> lines = lines(answer);
        assertThat(lines).hasSize(MANY + 1);
        assertThat(lines.getLast().path("complete").asBoolean()).isTrue();
        assertThat(positions(lines))
                .isEqualTo(IntStream.rangeClosed(1, MANY).boxed().toList());
        assertThat(statuses(lines)).containsOnly(200);
        assertThat(lines.stream()
                        .limit(MANY)
                        .map(line -> line.path("accessRecord").asText())
                        .distinct())
                .hasSize(MANY);
        assertThat(records(department)).isEqualTo(MANY);
        department
                .self()
                .get(answer.header("Location"))
                .then()
                .statusCode(200)
                .body("size", equalTo(MANY))
                .body("answered", equalTo(MANY));
    }

    @Test
    void rowsBeyondTheLimit_areRefusedAsAWhole() {
        TestDepartment department = TestDepartment.register();
        String[] rows = IntStream.rangeClosed(1, 10_001)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .toArray(String[]::new);
        refused(ask(department, rows), ProblemType.BATCH_TOO_LARGE);
        refused(
                ask(department, "{\"id\":\"1\"}", "{\"id\":\"2\",\"x\":\"" + "字".repeat(1400) + "\"}"),
                ProblemType.BATCH_TOO_LARGE);
        nothingHappened(department);
    }

    @Test
    void rowsThatAreNone_areRefusedAsAWhole() {
        TestDepartment department = TestDepartment.register();
        String good = facts("1", TestDepartment.nextCode());
        for (String bad : List.of(
                "{\"id\":\"2\",",
                "[]",
                "{\"id\":\"2\",\"x\":null}",
                "{}",
                "{\"id\":2}",
                "{\"id\":\"\"}",
                "{\"id\":\"" + "9".repeat(65) + "\"}",
                "{\"id\":\"2\",\"id\":\"3\"}",
                "\u0000")) {
            refused(ask(department, good, bad), ProblemType.MALFORMED_JSON)
                    .then()
                    .body("errors.pointer", hasItem("/2"));
        }
        refused(ask(department, good, good), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors[0].pointer", equalTo("/2/id"))
                .body("errors[0].code", equalTo("DUPLICATE"));
        refused(ask(department, ""), ProblemType.VALIDATION_FAILED);
        nothingHappened(department);
    }

    @Test
    void keyAndPurpose_areRequired() {
        TestDepartment department = TestDepartment.register();
        String row = facts("1", TestDepartment.nextCode());
        refused(
                        department
                                .asking()
                                .contentType(NDJSON)
                                .body(row.getBytes(StandardCharsets.UTF_8))
                                .post("/v1/batches"),
                        ProblemType.MISSING_PARAMETER)
                .then()
                .body("errors.pointer", equalTo(List.of("Idempotency-Key")));
        refused(
                department
                        .self()
                        .contentType(NDJSON)
                        .header("Idempotency-Key", "k")
                        .body(row.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/batches"),
                ProblemType.MISSING_PARAMETER);
        nothingHappened(department);
    }

    @Test
    void sameKey_givesTheSameOctets_andAnotherBodyOrPurposeIsRefused() {
        TestDepartment department = TestDepartment.register();
        String key = UUID.randomUUID().toString();
        String[] rows = nobodies(5);
        Response first = ask(department, key, rows);
        first.then().statusCode(201);
        Response second = ask(department, key, rows);
        second.then().statusCode(201).header("Idempotent-Replayed", "true");
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(records(department)).isEqualTo(5);

        refused(ask(department, key, nobodies(5)), ProblemType.IDEMPOTENCY_KEY_REUSED);
        refused(
                department
                        .asking(TestDepartment.MATTER, "CASE-2", "zhang.san")
                        .contentType(NDJSON)
                        .header("Idempotency-Key", key)
                        .body(String.join("\n", rows).getBytes(StandardCharsets.UTF_8))
                        .post("/v1/batches"),
                ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(records(department)).isEqualTo(5);

        Response rest = resume(department, first.header("Location"), 3);
        assertThat(rest.asString()).isEqualTo(tail(first.asString(), 3));
        refused(TestDepartment.register().self().get(first.header("Location") + "/answers"), ProblemType.UNKNOWN_BATCH);
        refused(department.self().get("/v1/batches/x"), ProblemType.UNKNOWN_BATCH);
        refused(
                department.self().queryParam("after", "-1").get(first.header("Location") + "/answers"),
                ProblemType.INVALID_PARAMETER);
    }

    /** The connection is cut in the middle. What was sent stays as it was; the rest is asked when the batch is taken up again. */
    @Test
    void cutInTheMiddle_andTakenUp_asksEachRowOnce() throws Exception {
        TestDepartment department = TestDepartment.register();
        String location = stored(department, nobodies(120));
        // Whoever answers waits at the eighth row for as long as the test holds it.
        QuarkusTransaction.begin();
        List<String> received;
        try {
            entities.createNativeQuery("select position from batch_row where batch_id = cast(:id as uuid)"
                            + " and position = 8 for update")
                    .setParameter("id", id(location))
                    .getResultList();
            received = cut(department, location, 7);
            Thread.sleep(1000);
        } finally {
            QuarkusTransaction.rollback();
        }
        Waiting.until("nobody works on it any more", () -> quiet(department));
        assertThat(records(department)).isBetween(7L, 119L);

        Response rest = resume(department, location, 0);
        List<String> all = rest.asString().lines().toList();
        assertThat(all).hasSize(121);
        assertThat(all.subList(0, received.size())).isEqualTo(received);
        assertThat(lines(rest).getLast().path("complete").asBoolean()).isTrue();
        assertThat(records(department)).isEqualTo(120);
        assertThat(resume(department, location, 0).asString()).isEqualTo(rest.asString());
        assertThat(records(department)).isEqualTo(120);
    }

    @Test
    void twoAtOnce_getTheSameOctets_andAskEachRowOnce() throws Exception {
        TestDepartment department = TestDepartment.register();
        String location = stored(department, nobodies(100));
        CountDownLatch start = new CountDownLatch(1);
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return resume(department, location, 0).asString();
                }));
            }
            start.countDown();
            for (Future<String> one : running) {
                answers.add(one.get());
            }
        }
        assertThat(answers.getFirst()).isEqualTo(answers.getLast());
        assertThat(answers.getFirst().lines()).hasSize(101);
        assertThat(records(department)).isEqualTo(100);
    }

    /** Rows that meet a cap say so, the others go on; on another day the same batch asks them anew. */
    @Test
    void capUsedUp_isTheOutcomeOfItsRows_untilAnotherDay() throws Exception {
        TestDepartment department = TestDepartment.register();
        String grant = department.give(ENGINEER, ",\"dailyCap\":3");
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            rows.add(licensesOf("e" + i, TestDepartment.nextCode()).replace(type(Api.FOOD), type(ENGINEER)));
        }
        rows.add(licensesOf("f", TestDepartment.nextCode()));
        Response first = ask(department, rows.toArray(String[]::new));
        List<JsonNode> lines = lines(first);
        assertThat(statuses(lines)).containsExactly(200, 200, 200, 429, 429, 200);
        assertThat(lines.get(3).has("againAt")).isTrue();
        assertThat(lines.get(5).has("againAt")).isFalse();
        assertThat(claims(lines.get(3)).outcome()).isEqualTo(ReceiptOutcome.CAP_EXHAUSTED);
        assertThat(lines.getLast().path("complete").asBoolean()).isTrue();
        String location = first.header("Location");
        assertThat(resume(department, location, 0).asString()).isEqualTo(first.asString());
        assertThat(records(department)).isEqualTo(6);

        TestDepartment.as(TestDepartment.STEWARD)
                .body("{\"reason\":\"test\"}")
                .post("/v1/grants/" + grant + "/revoke")
                .then()
                .statusCode(200);
        department.give(ENGINEER, "");
        midnight(location);
        List<JsonNode> tomorrow = lines(resume(department, location, 0));
        assertThat(statuses(tomorrow)).containsOnly(200);
        assertThat(tomorrow.subList(0, 3)).isEqualTo(lines.subList(0, 3));
        assertThat(records(department)).isEqualTo(8);
        assertThat(lines(resume(department, location, 0))).isEqualTo(tomorrow);
        assertThat(records(department)).isEqualTo(8);
    }

    @Test
    void closedCase_refusesTheRowsThatComeAfter() throws Exception {
        TestDepartment department = TestDepartment.register();
        String open = department
                .self()
                .body("{\"matter\":\"" + TestDepartment.MATTER + "\",\"caseNumber\":\"CASE-1\"}")
                .post("/v1/cases")
                .then()
                .extract()
                .path("id");
        department.self().post("/v1/cases/" + open + "/close").then().statusCode(200);
        List<JsonNode> lines = lines(ask(department, nobodies(3)));
        assertThat(statuses(lines)).containsOnly(403);
        assertThat(answerOf(lines.getFirst()).path("type").asText()).isEqualTo(ProblemType.CASE_CLOSED.uri());
        assertThat(records(department)).isEqualTo(3);
    }

    @Test
    void rows_costANumberOfStatementsThatDoesNotGrow() {
        TestDepartment department = TestDepartment.register();
        long one = Statements.of(
                sessions, () -> ask(department, nobodies(1)).then().statusCode(201));
        long eleven = Statements.of(
                sessions, () -> ask(department, nobodies(11)).then().statusCode(201));
        long twentyOne = Statements.of(
                sessions, () -> ask(department, nobodies(21)).then().statusCode(201));
        // A row: locked, standing 2, count, type, rules, ground, look-up, record, answer.
        assertThat((eleven - one) / 10).isLessThanOrEqualTo(12);
        assertThat(twentyOne - eleven).isBetween(eleven - one - 5, eleven - one + 5);
    }

    private String[] nobodies(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> facts("row " + i, TestDepartment.nextCode()))
                .toArray(String[]::new);
    }

    private static String facts(String id, String holder) {
        return "{\"id\":\"" + id + "\",\"facts\":{\"type\":\"" + type(Api.FOOD)
                + "\",\"holder\":{\"codeType\":\"001\",\"code\":\"" + holder + "\"}}}";
    }

    private static String licensesOf(String id, String holder) {
        return "{\"id\":\"" + id + "\",\"licenses\":{\"type\":\"" + type(Api.FOOD)
                + "\",\"holder\":{\"codeType\":\"001\",\"code\":\"" + holder + "\"}}}";
    }

    private static Response ask(TestDepartment department, String... rows) {
        return ask(department, UUID.randomUUID().toString(), rows);
    }

    private static Response ask(TestDepartment department, String key, String[] rows) {
        return department
                .asking()
                .contentType(NDJSON)
                .header("Idempotency-Key", key)
                .body(String.join("\n", rows).getBytes(StandardCharsets.UTF_8))
                .post("/v1/batches");
    }

    private static Response resume(TestDepartment department, String location, int after) {
        return department.self().queryParam("after", after).get(location + "/answers");
    }

    /** A batch as a request leaves it whose connection is gone before the first row was asked. */
    private String stored(TestDepartment department, String... rows) {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("insert into batch (id, authority_code, client_id, officer, purpose, matter,"
                            + " case_number, size, created_at) values (:id, :code, 'test', 'zhang.san', 'subsidy review',"
                            + " :matter, 'CASE-1', :size, now())")
                    .setParameter("id", id)
                    .setParameter("code", department.code())
                    .setParameter("matter", TestDepartment.MATTER)
                    .setParameter("size", rows.length)
                    .executeUpdate();
            for (int i = 0; i < rows.length; i++) {
                entities.createNativeQuery(
                                "insert into batch_row (batch_id, position, question) values (:id, :at, :row)")
                        .setParameter("id", id)
                        .setParameter("at", i + 1)
                        .setParameter("row", rows[i].getBytes(StandardCharsets.UTF_8))
                        .executeUpdate();
            }
        });
        return "/v1/batches/" + id;
    }

    /** Reads some lines, and closes the connection without a word. */
    private static List<String> cut(TestDepartment department, String location, int after) {
        List<String> received = new ArrayList<>();
        try (Socket socket = new Socket(URI.create(RestAssured.baseURI).getHost(), RestAssured.port)) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream()
                    .write(("GET " + location + "/answers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + department.token() + "\r\nAccept-Language: en\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (received.size() < after) {
                String line = reader.readLine();
                if (line.startsWith("{\"position\"")) {
                    received.add(line);
                }
            }
            // So that closing sends a reset.
            socket.setSoLinger(true, 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return received;
    }

    private List<JsonNode> lines(Response answer) {
        return answer.asString().lines().map(this::read).toList();
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private JsonNode answerOf(JsonNode line) {
        return read(line.path("answer").asText());
    }

    private static List<Integer> statuses(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.has("id"))
                .map(line -> line.path("status").asInt())
                .toList();
    }

    private static List<Integer> positions(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.has("id"))
                .map(line -> line.path("position").asInt())
                .toList();
    }

    private static String tail(String text, int after) {
        return text.lines().skip(after).collect(Collectors.joining("\n", "", "\n"));
    }

    /** What the receipt of a row says; it is for exactly the octets of the row's answer. */
    private static ReceiptClaims claims(JsonNode line) throws Exception {
        ReceiptClaims claims =
                ReceiptReader.read(Bytes.utf8(line.path("receipt").asText())).claims();
        assertThat(claims.id()).hasToString(line.path("accessRecord").asText());
        assertThat(claims.answerDigest())
                .isEqualTo(Sha256.of(Bytes.utf8(line.path("answer").asText())));
        return claims;
    }

    private void nothingHappened(TestDepartment department) {
        assertThat(records(department)).isZero();
        assertThat(count("select count(*) from batch where authority_code = '" + department.code() + "'"))
                .isZero();
    }

    private boolean quiet(TestDepartment department) {
        long before = records(department);
        try {
            Thread.sleep(700);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return records(department) == before;
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** As if the day were over on which rows met their limit. */
    private void midnight(String location) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update batch_row set again_at = now() - interval '1 second'"
                                + " where again_at is not null and batch_id = cast(:id as uuid)")
                        .setParameter("id", id(location))
                        .executeUpdate());
    }

    private long records(TestDepartment department) {
        return count("select count(*) from access_record where authority_code = '" + department.code() + "'");
    }

    private long count(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(query).getSingleResult()).longValue());
    }
}
