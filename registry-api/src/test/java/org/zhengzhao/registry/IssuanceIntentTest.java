package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.license.FaceKind;
import org.zhengzhao.registry.license.IntentRepository;
import org.zhengzhao.registry.license.IntentRepository.PdfIntent;
import org.zhengzhao.registry.license.IssuanceIntent;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.NewLicense;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.Vault;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.license.LicenseDigest;

/**
 * What is recorded before a key is touched, and what is left where issuing fails at each step. The database is told to fail by
 * triggers: the service has no switches for tests.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class IssuanceIntentTest {
    @Inject
    EntityManager entities;

    @Inject
    Vault vault;

    @Inject
    IntentRepository intents;

    @Inject
    LicenseRepository licenses;

    @AfterEach
    void wellAgain() {
        run("drop trigger if exists fail_here on issuance_intent");
        run("drop trigger if exists fail_here on license");
        run("drop trigger if exists fail_here on license_face");
        run("drop trigger if exists fail_here on license_event");
    }

    @Test
    void issue_intentSaysWhatWasSigned() throws Exception {
        String identifier = Api.issued("market-bureau", Api.FOOD);
        List<Object[]> rows = rows("select i.outcome, i.license_digest = l.digest, i.pdf_digest is not null,"
                + " i.key_fingerprint = k.fingerprint, i.recorded_at <= i.ended_at, i.recorded_by"
                + " from issuance_intent i join license l using (identifier)"
                + " join registry_key k on k.authority_code = l.authority_code and k.state = 'CURRENT'"
                + " where identifier = '" + identifier + "'");
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst()).containsExactly("STORED", true, true, true, true, "market-bureau");
    }

    @Test
    void issue_everyLicenseHasItsIntent() {
        Api.issued("market-bureau", Api.FOOD);
        assertThat(count("license l where not exists (select 1 from issuance_intent i"
                        + " where i.identifier = l.identifier and i.outcome = 'STORED')"))
                .isZero();
        assertThat(count("issuance_intent i where outcome = 'STORED' and not exists"
                        + " (select 1 from license l where l.identifier = i.identifier)"))
                .isZero();
    }

    @Test
    void issue_refusedOrder_recordsNothing() {
        String order = Api.order(Api.FOOD);
        Api.issue("market-bureau", order).then().statusCode(201);
        long before = count("issuance_intent");
        Api.issue("market-bureau", order).then().statusCode(409);
        Api.issue("market-bureau", Api.order(Api.FOOD).replace("91110000MAFAKE019D", "91110000MAFAKE019E"))
                .then()
                .statusCode(422);
        Api.issue(
                        "market-bureau",
                        Api.order(Api.FOOD)
                                .replaceFirst(
                                        "\"legalRepresentative\":\"[^\"]*\"",
                                        "\"legalRepresentative\":\"\uD85B\uDF6B\""))
                .then()
                .statusCode(422);
        assertThat(count("issuance_intent")).isEqualTo(before);
    }

    @Test
    void failsAtTheIntent_nothingIsLeft() {
        long before = count("issuance_intent");
        failOn("insert", "issuance_intent", "true");
        nothingIssued();
        assertThat(count("issuance_intent")).isEqualTo(before);
    }

    @Test
    void failsBeforeThePdfIsSigned_intentIsAbandonedWithoutPdfDigest() {
        failOn("update", "issuance_intent", "old.pdf_digest is null and new.pdf_digest is not null");
        assertAbandoned(nothingIssued(), false);
    }

    @Test
    void failsWhenTheLicenseIsStored_intentIsAbandoned() {
        failOn("insert", "license", "true");
        assertAbandoned(nothingIssued(), true);
    }

    @Test
    void failsAfterTheLicenseWasStoredAndBeforeTheCommit_intentIsAbandonedAndNoLicenseIsLeft() {
        failOn("insert", "license_face", "true");
        assertAbandoned(nothingIssued(), true);
    }

    @Test
    void failsWhenTheHistoryBegins_intentIsAbandonedAndNoLicenseIsLeft() {
        failOn("insert", "license_event", "true");
        assertAbandoned(nothingIssued(), true);
    }

    @Test
    void issue_everyLicenseHasItsHistory() {
        Api.issued("market-bureau", Api.FOOD);
        assertThat(count("license l where l.created_by <> 'test' and not exists"
                        + " (select 1 from license_event e where e.license_id = l.id and e.act = 'ISSUE')"))
                .isZero();
    }

    @Test
    void failsWhenTheIntentEnds_noLicenseIsLeft_andTheIntentStaysOpen() {
        failOn("update", "issuance_intent", "new.outcome is not null");
        String identifier = nothingIssued();
        Api.as("registry-operator")
                .queryParam("limit", 100)
                .get("/v1/issuance-intents")
                .then()
                .statusCode(200)
                .body("intents.find { it.identifier == '" + identifier + "' }.state", equalTo("OPEN"));
        wellAgain();
        assertThatIllegalStateException()
                .as("an identifier that was meant for a license is never used again")
                .isThrownBy(() -> {
                    try {
                        QuarkusTransaction.requiringNew()
                                .run(() -> intents.record(List.of(intent(parsed(identifier)))));
                    } catch (RuntimeException taken) {
                        throw new IllegalStateException(taken);
                    }
                });
    }

    @Test
    void add_withoutIntentOrWithAnother_isRefused() throws Exception {
        String stored = Api.issued("market-bureau", Api.FOOD);
        LicenseContent content = content(stored);
        LicenseContent fresh = new LicenseContent(
                fresh(stored),
                content.typeVersion(),
                content.typeName(),
                "NEVER-" + System.nanoTime(),
                content.issuingAuthority(),
                content.holders(),
                content.issuedOn(),
                content.validity(),
                content.areaCode(),
                content.fields());
        long before = count("license");
        refusedToStore(fresh, Bytes.utf8("pdf"));

        IssuanceIntent intent = intent(fresh);
        QuarkusTransaction.requiringNew().run(() -> intents.record(List.of(intent)));
        refusedToStore(fresh, Bytes.utf8("pdf"));
        QuarkusTransaction.requiringNew()
                .run(() -> intents.recordPdf(List.of(new PdfIntent(intent.key(), digest("pdf")))));
        refusedToStore(fresh, Bytes.utf8("another pdf"));
        assertThatIllegalStateException()
                .as("what will be signed for a PDF is said once")
                .isThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> intents.recordPdf(List.of(new PdfIntent(intent.key(), digest("other"))))));
        assertThat(count("license")).isEqualTo(before);

        QuarkusTransaction.requiringNew().run(() -> licenses.add(List.of(license(fresh, Bytes.utf8("pdf")))));
        assertThat(count("license")).isEqualTo(before + 1);
        refusedToStore(fresh, Bytes.utf8("pdf"));
    }

    @Test
    void record_manyAtOnce_isOneBatch() throws Exception {
        String stored = Api.issued("market-bureau", Api.FOOD);
        List<IssuanceIntent> many =
                IntStream.range(0, 250).mapToObj(i -> intent(fresh(stored))).toList();
        QuarkusTransaction.requiringNew().run(() -> intents.record(many));
        QuarkusTransaction.requiringNew()
                .run(() -> intents.recordPdf(many.stream()
                        .map(each -> new PdfIntent(each.key(), digest("x")))
                        .toList()));
        QuarkusTransaction.requiringNew()
                .run(() -> intents.abandon(
                        many.stream().map(IssuanceIntent::key).toList(), IssuanceIntent.Reason.OVERLOADED));
        Response first = Api.as("registry-operator")
                .queryParam("state", "ABANDONED")
                .queryParam("limit", 100)
                .get("/v1/issuance-intents");
        first.then().statusCode(200).body("intents.size()", equalTo(100));
        assertThat(first.header("Link")).contains("cursor=", "rel=\"next\"");
        assertThat(count("issuance_intent where reason = 'OVERLOADED'")).isEqualTo(250);
    }

    @Test
    void list_needsTheRoleAndRightParameters() {
        Api.as("market-bureau")
                .get("/v1/issuance-intents")
                .then()
                .statusCode(403)
                .body("type", equalTo(ProblemType.NOT_AUTHORISED.uri()));
        Api.as("registry-operator")
                .queryParam("state", "SOMETHING")
                .queryParam("cursor", "x")
                .get("/v1/issuance-intents")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("state", "cursor")));
    }

    /** Issues and expects a failure. Answers with the identifier of the last intent. */
    private String nothingIssued() {
        long before = count("license");
        Response response = Api.as("market-bureau")
                .header("Idempotency-Key", "fail-" + System.nanoTime())
                .contentType(ContentType.JSON)
                .body(Api.order(Api.FOOD))
                .post("/v1/licenses");
        response.then().statusCode(500);
        assertThat(count("license")).isEqualTo(before);
        return (String)
                entities.createNativeQuery("select identifier from issuance_intent order by recorded_at desc limit 1")
                        .getSingleResult();
    }

    private void assertAbandoned(String identifier, boolean pdfDigest) {
        assertThat(count("issuance_intent where identifier = '" + identifier
                        + "' and outcome = 'ABANDONED' and reason = 'NOT_STORED' and (pdf_digest is not null) = "
                        + pdfDigest))
                .isEqualTo(1);
    }

    private void failOn(String event, String table, String condition) {
        run("create or replace function fail_here() returns trigger language plpgsql as $$ begin"
                + " raise exception 'told to fail'; end $$");
        run("create trigger fail_here before " + event + " on " + table + " for each row when (" + condition
                + ") execute function fail_here()");
    }

    private void refusedToStore(LicenseContent content, Bytes pdf) {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        QuarkusTransaction.requiringNew().run(() -> licenses.add(List.of(license(content, pdf)))));
    }

    private static NewLicense license(LicenseContent content, Bytes pdf) {
        return new NewLicense(
                content,
                IssuanceIntent.FIRST,
                Map.of(FaceKind.PDF, pdf, FaceKind.CREDENTIAL, Bytes.utf8("credential")),
                new NewLicense.Signed(LicenseDigest.of(content), digest("credential"), Sha256.of(pdf)),
                "test",
                false);
    }

    private static IssuanceIntent intent(LicenseContent content) {
        return new IssuanceIntent(
                content.identifier(),
                IssuanceIntent.FIRST,
                LicenseDigest.of(content),
                digest("credential"),
                digest("drawing"),
                Optional.empty(),
                digest("key"),
                Instant.now(),
                "test");
    }

    private static IssuanceIntent intent(LicenseIdentifier identifier) {
        return new IssuanceIntent(
                identifier,
                IssuanceIntent.FIRST,
                new LicenseDigest(digest("license")),
                digest("credential"),
                digest("drawing"),
                Optional.empty(),
                digest("key"),
                Instant.now(),
                "test");
    }

    private static Bytes digest(String text) {
        return Sha256.of(Bytes.utf8(text));
    }

    private static LicenseIdentifier parsed(String identifier) {
        try {
            return LicenseIdentifier.parse(identifier);
        } catch (MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An identifier like that one, with another serial. */
    private static LicenseIdentifier fresh(String identifier) {
        LicenseIdentifier known = parsed(identifier);
        String serial = "TEST" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
        return new LicenseIdentifier(known.type(), known.authority(), serial, 1);
    }

    private LicenseContent content(String identifier) throws Exception {
        Object[] row = (Object[]) entities.createNativeQuery(
                        "select id, content_key, content from license where identifier = '" + identifier + "'",
                        Object[].class)
                .getSingleResult();
        return LicenseContentJson.read(
                vault.decrypt(EncryptedColumn.LICENSE_CONTENT, (UUID) row[0], (Integer) row[1], (byte[]) row[2]));
    }

    private void run(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    private long count(String from) {
        return ((Number) entities.createNativeQuery("select count(*) from " + from)
                        .getSingleResult())
                .longValue();
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String sql) {
        return entities.createNativeQuery(sql).getResultList();
    }
}
