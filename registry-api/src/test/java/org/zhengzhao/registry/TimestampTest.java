package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.testing.TimestampTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.testkit.TestTimestampServer.Mood;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.Claim;
import org.zhengzhao.signing.verify.Outcome;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** Licenses get timestamps by themselves from a real authority over HTTP, however it behaves. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = TimestampTestResource.class, restrictToAnnotatedClass = true)
class TimestampTest {
    private static final String CLIENT = "market-bureau";
    private static final String HOUSING = "11110000MBFAKE119D";
    private static final Pattern FAILING = Pattern.compile("zhengzhao_timestamp_pdfs\\{state=\"FAILING\",?\\} [1-9]");
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    @Inject
    EntityManager entities;

    /** Licenses of other tests get their timestamps first, so that an attempt is one at the license of the test. */
    @BeforeEach
    void catchUp() {
        become(Mood.WELL);
        Waiting.until("nothing waits", () -> count("pdf_upgrade where next_attempt_at is not null") == 0);
    }

    @AfterEach
    void recover() {
        become(Mood.WELL);
    }

    @Test
    void issued_getsATimestampByItself_andHoldsOffline() throws Exception {
        String identifier = Api.issued(CLIENT, Api.FOOD);
        Bytes first = Bytes.of(pdf(CLIENT, identifier).asByteArray());
        Bytes credential = credential(identifier);
        lifted(CLIENT, identifier);

        byte[] pdf = pdf(CLIENT, identifier).asByteArray();
        assertThat(Bytes.of(pdf).slice(0, first.length())).isEqualTo(first);
        assertThat(credential(identifier)).isEqualTo(credential);
        assertThat(timestamps(pdf)).isEqualTo(1);
        verified(pdf)
                .body("verdict", equalTo("VALID"))
                .body("checks.find { it.name == 'timestampsHold' }.outcome", equalTo("PASSED"))
                .body("checks.find { it.name == 'signerNotRevoked' }.outcome", equalTo("PASSED"));

        List<X509Certificate> anchors = new CertificateFile(PROVIDER)
                .read(Bytes.utf8(given().get("/v1/trust-anchors").asString()));
        DocumentVerification offline =
                new DocumentVerification(TrustPolicy.of(TrustStore.of(anchors, PROVIDER)), PROVIDER);
        Report.Judged now = (Report.Judged) offline.verify("license.pdf", Bytes.of(pdf), Instant.now());
        assertThat(now.verdict()).isInstanceOf(Verdict.Valid.class);
        assertThat(now.verdict().evidence().outcome(Claim.TIMESTAMPS_HOLD)).isEqualTo(Outcome.PASSED);
        // What the PDF carries is enough to know that the signer was not revoked.
        assertThat(now.verdict().evidence().outcome(Claim.SIGNER_NOT_REVOKED)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void authorityDown_issuesAllTheSame_andCatchesUp() {
        become(Mood.DOWN);
        Instant before = Instant.now();
        String identifier = Api.issued(CLIENT, Api.FOOD);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
        byte[] first = failing(identifier, "AUTHORITY_UNREACHABLE");
        verified(first).body("verdict", equalTo("VALID"));

        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'timestamps' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'timestamps' }.data.authority", equalTo("DOWN"));
        Waiting.until("the metrics say so", () -> {
            String metrics = given().accept("text/plain").get("/q/metrics").asString();
            return metrics.contains("zhengzhao_timestamp_authority_down 1.0")
                    && FAILING.matcher(metrics).find();
        });

        become(Mood.WELL);
        lifted(CLIENT, identifier);
        verified(pdf(CLIENT, identifier).asByteArray()).body("verdict", equalTo("VALID"));
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'timestamps' }.data.authority", equalTo("UP"));
    }

    @ParameterizedTest
    @CsvSource({
        "GARBAGE, AUTHORITY_ANSWER_REFUSED",
        "WRONG_IMPRINT, AUTHORITY_ANSWER_REFUSED",
        "STRANGER, AUTHORITY_ANSWER_REFUSED",
        "REFUSING, AUTHORITY_ANSWER_REFUSED",
        "OVERLOADED, AUTHORITY_UNREACHABLE",
        "ENDLESS, AUTHORITY_UNREACHABLE",
        "SLOW, AUTHORITY_UNREACHABLE"
    })
    void authorityMisbehaves_nothingOfItIsStored(Mood mood, String problem) throws Exception {
        become(mood);
        String identifier = Api.issued(CLIENT, Api.FOOD);
        byte[] first = failing(identifier, problem);
        assertThat(timestamps(first)).isZero();
        become(Mood.WELL);
        lifted(CLIENT, identifier);
        assertThat(timestamps(pdf(CLIENT, identifier).asByteArray())).isEqualTo(1);
    }

    /** A timestamp from before the key was lost protects a license; one that would come after it is not even stored. */
    @Test
    void sealingKeyCompromised_whatWasStampedBeforeStaysValid_whatWasNotIsGivenUp() {
        String client = "housing-commission";
        String slug = "class-2-cost-engineer";
        String key = Ceremonies.putIntoService(HOUSING);
        String stamped = Api.issued(client, slug);
        byte[] bare = pdf(client, stamped).asByteArray();
        // Another test may have put an issuing authority into service whose certificate names no revocation list: then
        // B-T is all.
        settled(client, stamped);
        assertThat(pdf(client, stamped).header("Signature-Level")).isIn("B-T", "B-LT");
        // Revocation is told in seconds: a timestamp of the same second would prove nothing.
        Instant stampedBy = Instant.now().plusSeconds(2);
        Waiting.until("the second of the timestamp is over", () -> Instant.now().isAfter(stampedBy));
        become(Mood.DOWN);
        String late = Api.issued(client, slug);
        byte[] lateBare = pdf(client, late).asByteArray();
        try {
            Ceremonies.act(key, "declare-compromised").then().statusCode(200);
            Waiting.until(
                    "the registry knows",
                    () -> verified(lateBare).extract().<String>path("verdict").equals("UNDETERMINED"));
            become(Mood.WELL);
            Waiting.until("given up", () -> listed("GIVEN_UP", late).isPresent());
            assertThat(listed("GIVEN_UP", late)).contains("SIGNATURE_NOT_VALID");
            assertThat(pdf(client, late).asByteArray()).isEqualTo(lateBare);
            assertThat(pdf(client, late).header("Signature-Level")).isEqualTo("B-B");
            assertThat(pdf(client, late).header("Signature-Upgrade")).isEqualTo("none");

            verified(pdf(client, stamped).asByteArray()).body("verdict", equalTo("VALID"));
            byte[] first = Arrays.equals(bare, pdf(client, stamped).asByteArray()) ? lateBare : bare;
            verified(first)
                    .body("verdict", equalTo("UNDETERMINED"))
                    .body("gaps.code", hasItem("REVOKED_NO_PROOF_OF_TIME"));
        } finally {
            Ceremonies.putIntoService(HOUSING);
        }
    }

    @Test
    void licensesThatWereNeverQueued_areFound() {
        Waiting.until(
                "all are queued",
                () -> count("license l where not exists (select 1 from pdf_upgrade u where u.license_id = l.id)") == 0);
    }

    private long count(String from) {
        return ((Number) entities.createNativeQuery("select count(*) from " + from)
                        .getSingleResult())
                .longValue();
    }

    private static void become(Mood mood) {
        given().contentType("text/plain")
                .body(mood.name())
                .post(ConfigProvider.getConfig().getValue("zhengzhao.timestamp.authority", String.class) + "/mood")
                .then()
                .statusCode(200);
    }

    private static Response pdf(String client, String identifier) {
        return Api.asking(client)
                .get("/v1/licenses/" + identifier + "/pdf")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static Bytes credential(String identifier) {
        return Bytes.of(Api.asking(CLIENT)
                .get("/v1/licenses/" + identifier + "/credential")
                .asByteArray());
    }

    private static void settled(String client, String identifier) {
        Waiting.until(
                "nothing is pending",
                () -> pdf(client, identifier).header("Signature-Upgrade").equals("none"));
    }

    private static void lifted(String client, String identifier) {
        settled(client, identifier);
        assertThat(pdf(client, identifier).header("Signature-Level")).isEqualTo("B-LT");
    }

    /** Waits until an attempt failed; the PDF is what it was. */
    private static byte[] failing(String identifier, String problem) {
        Response first = pdf(CLIENT, identifier);
        assertThat(first.header("Signature-Level")).isEqualTo("B-B");
        assertThat(first.header("Signature-Upgrade")).isEqualTo("pending");
        Waiting.until("an attempt failed", () -> listed("FAILING", identifier).isPresent());
        assertThat(listed("FAILING", identifier)).contains(problem);
        Response then = pdf(CLIENT, identifier);
        assertThat(then.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(then.header("Signature-Level")).isEqualTo("B-B");
        assertThat(then.header("Signature-Upgrade")).isEqualTo("pending");
        return first.asByteArray();
    }

    /** The problem of an upgrade in that state. */
    private static Optional<String> listed(String state, String identifier) {
        return Optional.ofNullable(Api.as("registry-operator")
                .queryParam("state", state)
                .queryParam("limit", 100)
                .get("/v1/pdf-upgrades")
                .then()
                .statusCode(200)
                .extract()
                .path("upgrades.find { it.identifier == '" + identifier + "' }?.problem"));
    }

    private static ValidatableResponse verified(byte[] pdf) {
        return given().contentType("application/pdf")
                .accept(ContentType.JSON)
                .body(pdf)
                .post("/v1/verifications")
                .then()
                .statusCode(200);
    }

    private static long timestamps(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getSignatureDictionaries().stream()
                    .map(PDSignature::getSubFilter)
                    .filter("ETSI.RFC3161"::equals)
                    .count();
        }
    }
}
