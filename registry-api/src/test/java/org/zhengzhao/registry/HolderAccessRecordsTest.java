package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengzhao.registry.TestDepartment.MATTER;
import static org.zhengzhao.registry.TestDepartment.refused;
import static org.zhengzhao.registry.TestDepartment.type;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.access.ReadWords;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.sharing.AskService;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.registry.sharing.ReadOperation;
import org.zhengzhao.registry.sharing.ReadOutcome;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Reply;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;

/** Every read is filed under the holders whom it concerns, numbered without gaps, and shown to them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HolderAccessRecordsTest {
    private static final String ENGINEER = "class-2-cost-engineer";
    private static final String LIST = "/v1/holder-access-records";
    private static final String CSV = LIST + "/export.csv";
    private static final String NDJSON = LIST + "/export.ndjson";

    @Inject
    EntityManager entities;

    @Inject
    SessionFactory sessions;

    @Inject
    HolderKeys holderKeys;

    @Inject
    AskService ask;

    @Inject
    KeyRing keys;

    @Inject
    Clock clock;

    @Test
    void reads_foundNotFoundAndRefused_areAllShownToTheHolder() {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        String license = issued(holder);
        String accessRecord = department.asking().get("/v1/licenses/" + license).header("Access-Record");
        refused(
                department.asking("unregistered", "CASE-1", "zhang.san").get("/v1/licenses/" + license),
                ProblemType.MATTER_NOT_REGISTERED);
        byHolder(department, holder, ENGINEER).then().statusCode(403);
        department.asking().get("/v1/licenses/" + license + "/pdf").then().statusCode(200);

        JsonPath list = list(holder);

        assertThat(list.getLong("latestNumber")).isEqualTo(4);
        assertThat(list.getLong("keptFrom")).isEqualTo(1);
        assertThat(list.getList("records.number", Integer.class)).containsExactly(4, 3, 2, 1);
        assertThat(list.getList("records.outcome.code"))
                .containsExactly("FOUND", "GRANT_REQUIRED", "MATTER_NOT_REGISTERED", "FOUND");
        assertThat(list.getList("records.operation.code"))
                .containsExactly("PDF", "BY_HOLDER", "BY_IDENTIFIER", "BY_IDENTIFIER");
        Map<String, Object> first = list.getMap("records[3]");
        assertThat(first)
                .containsEntry("accessRecord", accessRecord)
                .containsEntry("purpose", "subsidy review")
                .containsEntry("caseNumber", "CASE-1")
                .containsEntry("fields", List.of("*"))
                .doesNotContainKey("officer");
        assertThat(list.<Map<String, Object>>get("records[3].department"))
                .isEqualTo(Map.of("code", department.code(), "name", Map.of("zh-CN", "测试部门", "en", "Test department")));
        assertThat(list.<Map<String, Object>>get("records[3].matter"))
                .isEqualTo(Map.of("code", MATTER, "name", Map.of("zh-CN", "测试事项", "en", "Test matter")));
        assertThat(list.getString("records[3].licenses[0].identifier")).isEqualTo(license);
        assertThat(list.getString("records[3].licenses[0].typeName.'zh-CN'")).isEqualTo("食品经营许可证");
        assertThat(list.getString("records[1].types[0].code")).isEqualTo(type(ENGINEER));
        assertThat(list.getList("records[1].fields")).isEmpty();
        assertThat(list.getList("records.outcome.words.en"))
                .allSatisfy(words -> assertThat(String.valueOf(words)).contains(" "));
    }

    @Test
    void read_ofAnUnknownIdentifier_concernsNobody_andTakesAsManyStatements() {
        TestDepartment department = TestDepartment.register();
        String license = issued(TestDepartment.nextCode());
        String none = TestDepartment.notIssued(license);
        String id = department.asking().get("/v1/licenses/" + none).header("Access-Record");
        assertThat(count("access_record where id = '" + id + "'")).isEqualTo(1);
        assertThat(count("access_record_holder where record_id = '" + id + "'")).isZero();

        long existing = Statements.of(sessions, () -> refusedRead(department, license));
        assertThat(Statements.of(sessions, () -> refusedRead(department, none))).isEqualTo(existing);
    }

    private static void refusedRead(TestDepartment department, String license) {
        department
                .asking("unregistered", "CASE-1", "zhang.san")
                .get("/v1/licenses/" + license)
                .then()
                .statusCode(403);
    }

    @Test
    void coHolders_eachSeeTheRead_andTheirOwnLicensesOnly() {
        TestDepartment department = TestDepartment.register();
        String one = TestDepartment.nextCode();
        String other = TestDepartment.nextCode();
        String shared = issued(one, other);
        String own = issued(one);
        byHolder(department, one, Api.FOOD).then().statusCode(200);

        JsonPath asked = list(one);
        assertThat(asked.getList("records[0].licenses.identifier")).containsExactlyInAnyOrder(shared, own);
        assertThat(asked.getList("records[0].fields")).containsExactly("*");
        JsonPath beside = list(other);
        assertThat(beside.getList("records")).hasSize(1);
        assertThat(beside.getList("records[0].licenses.identifier")).containsExactly(shared);
        assertThat(beside.getList("records[0].fields")).isEmpty();
        assertThat(beside.prettify()).doesNotContain(own);

        department.asking().get("/v1/licenses/" + shared).then().statusCode(200);
        assertThat(list(other).getList("records[0].fields")).containsExactly("*");
        assertThat(list(one).getLong("latestNumber")).isEqualTo(2);
        assertThat(list(other).getLong("latestNumber")).isEqualTo(2);
    }

    @Test
    void fiftyAtOnce_areNumberedWithoutGapsAndDoubles() throws Exception {
        TestDepartment department = TestDepartment.register();
        String one = TestDepartment.nextCode();
        String other = TestDepartment.nextCode();
        // Named in both orders: whoever locks them in the order of the license would wait for one another for ever.
        List<String> licenses = List.of(issued(one, other), issued(other, one));
        List<Future<Integer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (int i = 0; i < 50; i++) {
                String license = licenses.get(i % 2);
                running.add(threads.submit(
                        () -> department.asking().get("/v1/licenses/" + license).statusCode()));
            }
            for (Future<Integer> read : running) {
                assertThat(read.get()).isEqualTo(200);
            }
        }
        for (String holder : List.of(one, other)) {
            assertThat(numbers(holder))
                    .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
            assertThat(list(holder).getLong("latestNumber")).isEqualTo(50);
        }
    }

    @Test
    void readThatIsRolledBack_leavesNoGap() throws Exception {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        LicenseIdentifier license = LicenseIdentifier.parse(issued(holder));
        read(department, license, false);
        assertThatThrownBy(() -> read(department, license, true)).hasMessageContaining("rolled back");
        read(department, license, false);
        assertThat(numbers(holder)).containsExactly(1L, 2L);
        assertThat(list(holder).getLong("latestNumber")).isEqualTo(2);
    }

    private void read(TestDepartment department, LicenseIdentifier license, boolean rolledBack) throws Exception {
        Caller caller = new Caller(department.clientId(), Uscc.parse(department.code()), Set.of(Role.DEPARTMENT));
        ReadPurpose purpose = new ReadPurpose("zhang.san", "test", MATTER, "CASE-1");
        QuarkusTransaction.requiringNew().run(() -> {
            ask.byIdentifier(
                    caller,
                    purpose,
                    license,
                    Moment.of(clock.instant()),
                    new Reply<>(keys.requireRecordKey(clock.instant()), answer -> Bytes.utf8("answer")));
            if (rolledBack) {
                throw new IllegalStateException("rolled back");
            }
        });
    }

    /** Somebody who owns the database removes a record and what filed it. The numbers of the holder say so. */
    @Test
    void recordThatWasRemoved_isMissed() {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        String license = issued(holder);
        for (int i = 0; i < 3; i++) {
            department.asking().get("/v1/licenses/" + license).then().statusCode(200);
        }
        String second = list(holder).getString("records[1].accessRecord");
        QuarkusTransaction.requiringNew().run(() -> {
            for (String table : List.of("access_record", "access_record_holder")) {
                run("alter table " + table + " disable trigger " + table + "_is_kept");
                run("delete from " + table + " where " + (table.endsWith("holder") ? "record_id" : "id") + " = '"
                        + second + "'");
                run("alter table " + table + " enable trigger " + table + "_is_kept");
            }
        });
        JsonPath list = list(holder);
        assertThat(list.getLong("latestNumber")).isEqualTo(3);
        assertThat(list.getLong("keptFrom")).isEqualTo(1);
        assertThat(list.getList("records.number", Integer.class)).containsExactly(3, 1);
    }

    @Test
    void pages_areWalkedByNumber_withAsManyStatementsForAHundredAsForOne() {
        String holder = TestDepartment.nextCode();
        file(holder, 1);
        long one = Statements.of(sessions, () -> list(holder, ",\"limit\":100"));
        file(holder, 149);
        assertThat(Statements.of(sessions, () -> list(holder, ",\"limit\":100")))
                .isEqualTo(one);

        JsonPath first = list(holder, ",\"limit\":100");
        assertThat(first.getList("records")).hasSize(100);
        assertThat(first.getLong("records[0].number")).isEqualTo(150);
        assertThat(first.getInt("next")).isEqualTo(51);
        JsonPath last = list(holder, ",\"limit\":100,\"before\":51");
        assertThat(last.getList("records.number", Integer.class))
                .isEqualTo(IntStream.iterate(50, n -> n > 0, n -> n - 1).boxed().toList());
        assertThat(last.<Object>get("next")).isNull();
    }

    @Test
    void exports_haveEveryNumberAndTheCounter() {
        String holder = TestDepartment.nextCode();
        file(holder, 603);
        Response lines = portal(holder, "").post(NDJSON);
        lines.then().statusCode(200).contentType("application/x-ndjson");
        List<JsonPath> documents = lines.asString().lines().map(JsonPath::from).toList();
        assertThat(documents.getFirst().getMap("")).isEqualTo(Map.of("latestNumber", 603, "keptFrom", 1));
        assertThat(documents.stream().skip(1).map(line -> line.getInt("number")))
                .isEqualTo(
                        IntStream.iterate(603, n -> n > 0, n -> n - 1).boxed().toList());

        Response csv = given().header("Authorization", "Bearer " + Api.token("citizen-portal"))
                .header("Accept-Language", "zh-CN")
                .contentType(ContentType.JSON)
                .body(body(holder, ",\"limit\":550"))
                .post(CSV);
        csv.then().statusCode(200).contentType("text/csv;charset=UTF-8");
        assertThat(csv.header("Latest-Number")).isEqualTo("603");
        assertThat(csv.header("Kept-From")).isEqualTo("1");
        String text = new String(csv.asByteArray(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF\"编号\",\"最新编号\",").endsWith("\r\n");
        List<String> rows = text.lines().skip(1).toList();
        assertThat(rows).hasSize(550);
        assertThat(rows.getFirst()).startsWith("\"603\",\"603\",");
        assertThat(rows.getLast()).startsWith("\"54\",\"603\",");
        Response rest = portal(holder, ",\"before\":54").post(CSV);
        assertThat(rest.asString().lines().skip(1)).hasSize(53);
        assertThat(rest.asString()).startsWith("\uFEFF\"number\",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil.example\",\"x\")",
                "+1+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "＝1+1",
                "<img src=x onerror=alert(1)>",
                "a\u202Egpj.exe\u200Bb",
                "quote\"comma,semicolon;"
            })
    void hostileTexts_comeOutHarmless(String hostile) {
        TestDepartment department = TestDepartment.register();
        String holder = TestDepartment.nextCode();
        String license = issued(holder);
        given().header("Authorization", "Bearer " + department.token())
                .queryParam("purpose", hostile)
                .queryParam("matter", MATTER)
                .queryParam("caseNumber", hostile)
                .queryParam("officer", hostile)
                .get("/v1/licenses/" + license)
                .then()
                .statusCode(200);
        String harmless = hostile.replaceAll("[\u202E\u200B]", "\uFFFD");
        assertThat(list(holder).getString("records[0].purpose")).isEqualTo(harmless);
        String csv = portal(holder, "").post(CSV).asString();
        String cell = harmless.replace("\"", "\"\"");
        assertThat(csv).contains("=+-@＝".indexOf(hostile.charAt(0)) >= 0 ? "\"'" + cell + "\"" : "\"" + cell + "\"");
        assertThat(csv).doesNotContain(",\"" + "=", ",\"+", ",\"-2", ",\"@", "\u202E", "\u200B");
        String lines = portal(holder, "").post(NDJSON).asString();
        assertThat(lines.lines()).hasSize(2);
        assertThat(JsonPath.from(lines.lines().toList().getLast()).getString("caseNumber"))
                .isEqualTo(harmless);
    }

    @Test
    void looks_areToldToTheHolder_andGetNoNumbers() {
        String holder = TestDepartment.nextCode();
        assertThat(list(holder).getList("earlierLooks")).isEmpty();
        portal(holder, "").post(CSV).then().statusCode(200);
        JsonPath again = list(holder);
        assertThat(again.getList("earlierLooks.form")).containsExactly("CSV", "LIST");
        assertThat(again.getList("earlierLooks.clientId")).containsOnly("citizen-portal");
        assertThat(again.getLong("latestNumber")).isZero();
    }

    @Test
    void list_isForPortalsOnly_andSaysWhatIsWrong() {
        for (String client :
                List.of("commerce-bureau", "registry-operator", "commerce-supervisor", "catalogue-office")) {
            for (String path : List.of(LIST, CSV, NDJSON)) {
                refused(
                        TestDepartment.as(client)
                                .body(body("91110000MAFAKE019D", ""))
                                .post(path),
                        ProblemType.NOT_AUTHORISED);
            }
        }
        refused(TestDepartment.as("citizen-portal").body("{}").post(LIST), ProblemType.VALIDATION_FAILED);
        refused(portal("11110000MBFAKE0000", "").post(LIST), ProblemType.VALIDATION_FAILED);
        refused(portal("91110000MAFAKE019D", ",\"limit\":101").post(LIST), ProblemType.VALIDATION_FAILED);
        refused(portal("91110000MAFAKE019D", ",\"limit\":100001").post(CSV), ProblemType.VALIDATION_FAILED);
        refused(
                TestDepartment.as("citizen-portal")
                        .get("/v1/licenses/" + TestDepartment.notIssued(issued(TestDepartment.nextCode()))),
                ProblemType.NOT_AUTHORISED);
    }

    @Test
    void holderCodes_areInNoLogAndNoTable() throws Exception {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage() + " " + java.util.Arrays.toString(entry.getParameters()) + " "
                        + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        String holder = TestDepartment.nextCode();
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            list(holder);
            portal(holder, "").post(CSV).then().statusCode(200);
            refused(portal(holder + "1", "").post(LIST), ProblemType.VALIDATION_FAILED);
            root.warning("the handler hears");
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).isNotEmpty();
        assertThat(String.join("\n", logged)).doesNotContain(holder);
        for (String table : List.of("holder_look", "access_record_counter", "access_record_holder", "access_record")) {
            assertThat(String.valueOf(entities.createNativeQuery("select cast(t as text) from " + table + " t")
                            .getResultList()))
                    .doesNotContain(holder);
        }
    }

    @Test
    void requestId_isTheCallersOrMade_andInTheRecord() {
        TestDepartment department = TestDepartment.register();
        String license = issued(TestDepartment.nextCode());
        String given = "case-system.4711";
        assertThat(requestId(department.asking().header("X-Request-Id", given).get("/v1/licenses/" + license)))
                .isEqualTo(given);
        String trace = "0af7651916cd43dd8448eb211c80319c";
        assertThat(requestId(department
                        .asking()
                        .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                        .get("/v1/licenses/" + license)))
                .isEqualTo(trace);
        for (String hostile : List.of("a b", "<script>", "x".repeat(65), "-", "a\"b")) {
            assertThat(requestId(
                            department.asking().header("X-Request-Id", hostile).get("/v1/licenses/" + license)))
                    .isNotEqualTo(hostile)
                    .hasSize(36);
        }
    }

    private String requestId(Response answer) {
        String id = answer.header("X-Request-Id");
        assertThat(count("access_record where id = '" + answer.header("Access-Record") + "' and request_id = '" + id
                        + "'"))
                .isEqualTo(1);
        return id;
    }

    @Test
    void everyOperationAndOutcome_hasWords() {
        for (ReadOperation operation : ReadOperation.values()) {
            assertThat(ReadWords.operation(operation.name()).english()).isNotEqualTo(operation.name());
        }
        for (ReadOutcome outcome : ReadOutcome.values()) {
            assertThat(ReadWords.outcome(outcome.name()).chinese()).isNotEqualTo(outcome.name());
        }
    }

    private static Response byHolder(TestDepartment department, String holder, String slug) {
        return department
                .asking()
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", holder)
                .queryParam("type", type(slug))
                .get("/v1/licenses");
    }

    private static JsonPath list(String holder) {
        return list(holder, "");
    }

    private static JsonPath list(String holder, String more) {
        return portal(holder, more).post(LIST).then().statusCode(200).extract().jsonPath();
    }

    private static io.restassured.specification.RequestSpecification portal(String holder, String more) {
        return Api.as("citizen-portal").contentType(ContentType.JSON).body(body(holder, more));
    }

    private static String body(String holder, String more) {
        return "{\"holderCodeType\":\"001\",\"holderCode\":\"" + holder + "\"" + more + "}";
    }

    /** A license of holders of the test's own. */
    static String issued(String... holders) {
        Map<String, JsonValue> order = new LinkedHashMap<>(
                SampleTypes.find(Api.FOOD).orElseThrow().license().values());
        order.put("number", new JsonValue.Text("TEST-" + System.nanoTime()));
        List<JsonValue> named = new ArrayList<>();
        for (String holder : holders) {
            named.add(new JsonValue.Members(Map.of(
                    "name", new JsonValue.Text("测试持证主体"),
                    "codeType", new JsonValue.Text("001"),
                    "code", new JsonValue.Text(holder))));
        }
        order.put("holders", new JsonValue.Items(named));
        return Api.issue("market-bureau", CanonicalJson.text(new JsonValue.Members(order)))
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
    }

    /** Records as many reads, as the service would. */
    private void file(String holder, int reads) {
        QuarkusTransaction.requiringNew()
                .run(() -> run("insert into access_record (id, at, client_id, authority_code, officer,"
                        + " purpose, matter, case_number, operation, holder_key, type_codes, outcome, identifiers, grant_ids, receipt)"
                        + " select cast(substr(cast(lowest_id(now()) as text), 1, 13) || '-7' || substr(cast(gen_random_uuid() as text), 16)"
                        + " as uuid), now(), 'test', '11110000MBFAKE1353', 'zhang.san', 'purpose', '000131015000', 'CASE-1',"
                        + " 'BY_HOLDER', decode('" + key(holder) + "', 'hex'), array['" + type(Api.FOOD)
                        + "'], 'NOT_FOUND', '', '{}', 'receipt' from generate_series(1, " + reads + ")"));
    }

    private void run(String statement) {
        entities.createNativeQuery(statement).executeUpdate();
    }

    private String key(String holder) {
        try {
            return HexFormat.of()
                    .formatHex(holderKeys
                            .of(HolderCode.parse(HolderCodeType.parse("001"), holder))
                            .toArray());
        } catch (org.zhengzhao.schema.code.MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Long> numbers(String holder) {
        List<?> numbers = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select number from access_record_holder where holder_key = decode('" + key(holder)
                                        + "', 'hex') order by number")
                        .getResultList());
        return numbers.stream().map(number -> ((Number) number).longValue()).toList();
    }

    private long count(String from) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery("select count(*) from " + from)
                                .getSingleResult())
                        .longValue());
    }
}
