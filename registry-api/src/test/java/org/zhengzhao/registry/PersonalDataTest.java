package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.Session;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.testing.FreshRegistryTestResource;
import org.zhengzhao.registry.testing.TestDatabase;
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.Vault;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

/**
 * A holder whose name, code, number and address are marked goes through the registry, and through all of its refusals. Then the marks are
 * looked for where nothing of a holder may stand.
 */
@QuarkusTest
@QuarkusTestResource(value = FreshRegistryTestResource.class, restrictToAnnotatedClass = true)
class PersonalDataTest {
    private static final String ISSUER = "market-bureau";
    private static final String NAME = "虚构标记甲ZQNAMEMARK";
    private static final String REPRESENTATIVE = "虚构标记乙ZQREPRMARK";
    private static final String ADDRESS = "虚构标记路ZQADDRMARK号";
    private static final String NUMBER = "ZQNUMBERMARK-";
    private static final String CODE = code();
    private static final Marks MARKS = new Marks(List.of(NAME, REPRESENTATIVE, ADDRESS, NUMBER, CODE, "ZQNAMEMARK"));
    private static final String PLANTED = "ZQPLANTEDMARK";

    @Inject
    EntityManager entities;

    @Inject
    Vault vault;

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(line instanceof ExtLogRecord known ? known.getFormattedMessage() : line.getMessage());
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        rootLogger().addHandler(listening);
    }

    @AfterEach
    void stop() {
        rootLogger().removeHandler(listening);
    }

    @Test
    void markedHolder_isFoundNowhereInClear() throws Exception {
        Logger.getLogger(getClass().getName()).info(PLANTED);
        String identifier = goThroughEverything();

        assertThat(new Marks(List.of(PLANTED)).findIn(String.join("\n", logged)))
                .isPresent();
        assertThat(MARKS.findIn(String.join("\n", logged))).as("log").isEmpty();
        assertThat(problems).hasSizeGreaterThan(8);
        assertThat(MARKS.findIn(String.join("\n", problems)))
                .as("bodies of problems")
                .isEmpty();
        for (String address : List.of("/q/metrics", "/q/health", "/q/openapi")) {
            assertThat(MARKS.findIn(given().get(address).asString()))
                    .as(address)
                    .isEmpty();
        }
        assertThat(MARKS.findIn(Files.readAllBytes(TestDatabase.data().resolve("postgresql/server.log"))))
                .as("log of the database")
                .isEmpty();

        isThere(identifier);
        assertThat(inTables(MARKS)).as("tables").isEmpty();
        assertThat(inFiles(MARKS)).as("files of the database").isEmpty();

        // The search finds what is there.
        run("create table planted (value text)");
        // More than one: where a page of the log ends in the middle of it, it is not found.
        run("insert into planted select '" + PLANTED + "' from generate_series(1, 20)");
        assertThat(inTables(new Marks(List.of(PLANTED)))).hasSize(20);
        assertThat(inFiles(new Marks(List.of(PLANTED)))).isNotEmpty();
    }

    private String goThroughEverything() throws Exception {
        String order = order(Api.FOOD, NUMBER + "1");
        String identifier =
                Api.issue(ISSUER, order).then().statusCode(201).extract().path("identifier");
        refused(Api.issue(ISSUER, order));
        together(order(Api.FOOD, NUMBER + "2"));
        refused(Api.issue(ISSUER, order(Api.FOOD, NUMBER + "3").replace(CODE, CODE.substring(0, 17) + "_")));
        refused(Api.issue(
                ISSUER, order(Api.FOOD, NUMBER + "4").replace(REPRESENTATIVE, REPRESENTATIVE + "\uD85B\uDF6B")));
        refused(Api.issue(ISSUER, order(Api.FOOD, NUMBER + "5").replace("2030-06-17", "2130-06-17")));
        refused(Api.issue(ISSUER, "{\"number\":\"" + NUMBER + "\",\"holders\":[{\"name\":\"" + NAME + "\"}"));
        refused(Api.issue("commerce-bureau", order(Api.FOOD, NUMBER + "6")));

        read("/v1/licenses/" + identifier).then().statusCode(200);
        assertThat(read("/v1/licenses/" + identifier).asString()).contains(NAME, CODE);
        byte[] pdf = read("/v1/licenses/" + identifier + "/pdf").asByteArray();
        byte[] credential = read("/v1/licenses/" + identifier + "/credential").asByteArray();
        Api.asking("commerce-bureau")
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", CODE)
                .queryParam("type", TestDepartment.type(Api.FOOD))
                .get("/v1/licenses")
                .then()
                .statusCode(200);
        TestDepartment stranger = TestDepartment.registerWithoutMatter();
        refused(stranger.asking().get("/v1/licenses/" + identifier));
        refused(stranger.asking()
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", CODE)
                .queryParam("type", TestDepartment.type(Api.FOOD))
                .get("/v1/licenses"));
        refused(Api.as(ISSUER)
                .queryParam("holderCode", CODE)
                .queryParam("type", NAME)
                .get("/v1/licenses"));
        refused(read("/v1/licenses/" + NAME));
        refused(read("/v1/" + NAME + "/" + CODE));

        askInOtherWays(identifier);

        verify(pdf);
        verify(credential);
        pdf[pdf.length / 2] ^= 1;
        verify(pdf);
        verify((NAME + CODE).getBytes(StandardCharsets.UTF_8));

        LifecycleApi.versions(identifier, LifecycleApi.version("RENEW", "HOLDER_APPLIED", ""));
        LifecycleApi.versions(
                        identifier, LifecycleApi.version("CHANGE", "HOLDER_APPLIED", "\"number\":\"" + NUMBER + "2\""))
                .then();
        LifecycleApi.events(identifier, LifecycleApi.act("SUSPEND", "PRECAUTION"));

        String type = DraftApi.type(940);
        String body = DraftApi.draft(
                order(Api.FOOD, NUMBER + "7").replaceFirst("\"typeCode\":\"[^\"]*\"", "\"typeCode\":\"" + type + "\""));
        String draft = DraftApi.make(DraftApi.CLERK, body)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(Api.as(DraftApi.CLERK)
                        .queryParam("task", "MINE")
                        .get("/v1/license-drafts")
                        .asString())
                .contains(NUMBER + "7");
        DraftApi.decide(DraftApi.REVIEWER, draft, "ACCEPT").then().statusCode(201);
        DraftApi.decide(DraftApi.APPROVER, draft, "APPROVE").then().statusCode(201);
        String returned = DraftApi.make(DraftApi.CLERK, body.replace(NUMBER + "7", NUMBER + "8"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        DraftApi.decide(DraftApi.REVIEWER, returned, "RETURN").then().statusCode(201);
        refused(DraftApi.make(DraftApi.CLERK, body.replace(CODE, CODE.substring(0, 17) + "_")));
        // Something of the database fails in the middle.
        failing("license_holder", () -> refused(Api.issue(ISSUER, order(Api.FOOD, NUMBER + "9"))));
        return identifier;
    }

    /** Facts, a batch and what the holder sees: the marks are in what is asked, and in what is answered. */
    private void askInOtherWays(String identifier) {
        TestDepartment department = TestDepartment.register();
        String holder = "\"holder\":{\"codeType\":\"001\",\"code\":\"" + CODE + "\",\"name\":\"" + NAME + "\"}";
        String facts =
                "{\"type\":\"" + TestDepartment.type(Api.FOOD) + "\"," + holder + ",\"number\":\"" + NUMBER + "1\"}";
        department
                .asking()
                .contentType(ContentType.JSON)
                .body(facts)
                .post("/v1/fact-verifications")
                .then()
                .statusCode(200)
                .body("code", equalTo(0));
        refused(department
                .asking()
                .contentType(ContentType.JSON)
                .body(facts.replace(CODE, CODE + NAME))
                .post("/v1/fact-verifications"));
        String batch = department
                .asking()
                .contentType("application/x-ndjson")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(("{\"id\":\"1\",\"facts\":" + facts + "}\n{\"id\":\"2\",\"license\":{\"identifier\":\""
                                + identifier + "\"}}\n{\"id\":\"3\",\"facts\":{" + holder + "}}")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/batches")
                .asString();
        assertThat(batch.lines().skip(1).findFirst().orElseThrow()).contains(identifier);
        Api.as("citizen-portal")
                .contentType(ContentType.JSON)
                .body("{\"holderCodeType\":\"001\",\"holderCode\":\"" + CODE + "\"}")
                .post("/v1/holder-access-records")
                .then()
                .statusCode(200);
    }

    /** One of two that race breaks a constraint. */
    private void together(String order) throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                answers.add(both.submit(() -> Api.issue(ISSUER, order)));
            }
            for (Future<Response> answer : answers) {
                if (answer.get().statusCode() != 201) {
                    refused(answer.get());
                }
            }
        }
    }

    /** What a constraint says when it is broken names the row. */
    private void failing(String table, Runnable work) {
        run("alter table " + table + " add constraint fail_here check (position < 0) not valid");
        try {
            work.run();
        } finally {
            run("alter table " + table + " drop constraint fail_here");
        }
    }

    private static void verify(byte[] document) {
        Response answer =
                given().contentType("application/octet-stream").body(document).post("/v1/verifications");
        assertThat(answer.statusCode()).isLessThan(500);
    }

    private void refused(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isGreaterThanOrEqualTo(400);
        problems.add(answer.asString());
    }

    private static Response read(String path) {
        return Api.asking(ISSUER).get(path);
    }

    /** The marks were stored: they are behind the encryption. */
    private void isThere(String identifier) {
        QuarkusTransaction.requiringNew().run(() -> {
            Object[] row = (Object[]) entities.createNativeQuery(
                            "select id, content_key, content from license where identifier = '" + identifier + "'",
                            Object[].class)
                    .getSingleResult();
            String content = vault.decrypt(
                            EncryptedColumn.LICENSE_CONTENT, (UUID) row[0], (Integer) row[1], (byte[]) row[2])
                    .toUtf8();
            assertThat(content).contains(NAME, REPRESENTATIVE, ADDRESS, CODE, NUMBER);
        });
    }

    /** Every cell of every table of this registry. */
    private List<String> inTables(Marks marks) {
        List<String> found = new ArrayList<>();
        onConnection(connection -> {
            for (String table : texts(
                    connection, "select tablename from pg_tables where schemaname = current_schema() order by 1")) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            boolean octets =
                                    rows.getMetaData().getColumnTypeName(column).equals("bytea");
                            Optional<String> mark = octets
                                    ? Optional.ofNullable(rows.getBytes(column)).flatMap(marks::findIn)
                                    : Optional.ofNullable(rows.getString(column))
                                            .flatMap(marks::findIn);
                            if (mark.isPresent()) {
                                found.add(table + "." + rows.getMetaData().getColumnName(column) + ": " + mark.get());
                            }
                        }
                    }
                }
            }
        });
        return found;
    }

    /** The files of its tables and indexes, and the write-ahead log: what is not in the ones yet is in the other. */
    private List<String> inFiles(Marks marks) throws IOException {
        List<Path> files = new ArrayList<>();
        onConnection(connection -> {
            Path directory = TestDatabase.data().resolve("postgresql/cluster");
            texts(connection, """
                    with own as (select c.oid, c.reltoastrelid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = current_schema() and c.relkind in ('r', 'i'))
                    select pg_relation_filepath(oid) from own
                    union select pg_relation_filepath(reltoastrelid) from own where reltoastrelid <> 0
                    """).forEach(file -> files.add(directory.resolve(file)));
            files.add(directory.resolve("pg_wal"));
        });
        List<String> found = new ArrayList<>();
        for (Path each : files) {
            try (var inner = Files.walk(each, 1)) {
                for (Path file : inner.filter(Files::isRegularFile).toList()) {
                    marks.findIn(Files.readAllBytes(file))
                            .ifPresent(mark -> found.add(file.getFileName() + ": " + mark));
                }
            }
        }
        return found;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void onConnection(Work work) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.unwrap(Session.class).doWork(work::on));
    }

    private void run(String sql) {
        onConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    private static String order(String slug, String number) {
        try {
            JsonValue.Members sample =
                    StrictJson.readObject(Api.order(slug, number).getBytes(StandardCharsets.UTF_8), 1 << 20);
            Map<String, JsonValue> members = new LinkedHashMap<>(sample.values());
            members.put(
                    "holders",
                    new JsonValue.Items(List.of(new JsonValue.Members(Map.of(
                            "name", new JsonValue.Text(NAME),
                            "codeType", new JsonValue.Text("001"),
                            "code", new JsonValue.Text(CODE))))));
            Map<String, JsonValue> fields = new LinkedHashMap<>(
                    ((JsonValue.Members) sample.find("fields").orElseThrow()).values());
            fields.put("legalRepresentative", new JsonValue.Text(REPRESENTATIVE));
            fields.put("domicile", new JsonValue.Text(ADDRESS));
            members.put("fields", new JsonValue.Members(fields));
            return CanonicalJson.text(new JsonValue.Members(members));
        } catch (MalformedJsonException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Fictional, with the right check character, and nobody else's. */
    private static String code() {
        for (char check : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
            try {
                return Uscc.parse("91110000MAFAKEQ7Q" + check).value();
            } catch (MalformedCodeException next) {
                // Another character is the check character.
            }
        }
        throw new IllegalStateException("no check character fits");
    }

    private static Logger rootLogger() {
        return LogManager.getLogManager().getLogger("");
    }
}
