package org.zhengzhao.signing.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.collect.Refusal;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.ReceiptSigner;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;

class ReceiptReportTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
    private static final Bytes RECEIPT = new ReceiptSigner(TestPki.PROVIDER).signCose(TestReceipts.found(), KEY);
    private static final DocumentVerification VERIFICATION = new DocumentVerification(
            TrustPolicy.of(TrustStore.of(PKI.published(KEY), TestPki.PROVIDER)), TestPki.PROVIDER);

    @Test
    void line_ofAReceipt_hasTheMembersOfALicenseAndItsOwn() throws IOException {
        JsonNode json = json(VERIFICATION.verify("receipt.cwt", RECEIPT, Samples.NOW));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "document",
                        "kind",
                        "verdict",
                        "failures",
                        "gaps",
                        "checks",
                        "license",
                        "signer",
                        "asOf",
                        "statusAsOf",
                        "receipt");
        assertThat(json.get("kind").asText()).isEqualTo("receipt");
        assertThat(json.get("verdict").asText()).isEqualTo("VALID");
        assertThat(json.get("license").isNull()).isTrue();
        JsonNode receipt = json.get("receipt");
        assertThat(receipt.fieldNames())
                .toIterable()
                .containsExactly(
                        "form",
                        "id",
                        "registry",
                        "askedAt",
                        "asker",
                        "purpose",
                        "matter",
                        "caseNumber",
                        "holder",
                        "operation",
                        "outcome",
                        "licenses",
                        "fields",
                        "predicates",
                        "answerSha256");
        assertThat(receipt.get("asker").get("officer").asText()).isEqualTo(TestReceipts.ASKER.officer());
        assertThat(receipt.get("askedAt").asText()).isEqualTo(Samples.ISSUED.toString());
        assertThat(receipt.get("fields")).hasSize(2);
        assertThat(outcome(json, "answerAgrees")).isEqualTo("NOT_RUN");
    }

    @Test
    void line_ofAnAlteredReceipt_repeatsNothingOfIt() throws IOException {
        byte[] altered = RECEIPT.toArray();
        altered[altered.length - 1] ^= 1;
        JsonNode json = json(VERIFICATION.verify("receipt.cwt", Bytes.of(altered), Samples.NOW));

        assertThat(json.get("verdict").asText()).isEqualTo("INVALID");
        assertThat(json.get("receipt").isNull()).isTrue();
    }

    @Test
    void report_withTheAnswer_saysWhetherItIsTheReceipts() throws IOException {
        Report own = with(TestReceipts.ANSWER);
        Report other = with(TestReceipts.OTHER_ANSWER);

        assertThat(outcome(json(own), "answerAgrees")).isEqualTo("PASSED");
        assertThat(json(own).get("verdict").asText()).isEqualTo("VALID");
        assertThat(outcome(json(other), "answerAgrees")).isEqualTo("FAILED");
        assertThat(json(other).get("verdict").asText()).isEqualTo("INVALID");
    }

    @Test
    void text_saysWhoAskedForWhatAndWhatWasReleased() {
        Report alone = VERIFICATION.verify("receipt.cwt", RECEIPT, Samples.NOW);
        for (Language language : Language.values()) {
            String text = new TextReport(language, false).text(alone);
            assertThat(text)
                    .contains(
                            TestReceipts.ASKER.authority().value(),
                            TestReceipts.ASKER.officer(),
                            TestReceipts.PURPOSE.purpose(),
                            TestReceipts.PURPOSE.matter(),
                            TestReceipts.PURPOSE.caseNumber(),
                            Samples.identifier().value(),
                            "operatorName",
                            "seats >= 20",
                            "2026-03-02 10:00:00",
                            TestReceipts.ID.toString())
                    .doesNotContain("not looked up", "未查询注销");
        }
        assertThat(new TextReport(Language.ENGLISH, false).text(alone)).contains("not given, not compared");
        assertThat(new TextReport(Language.ENGLISH, false).text(with(TestReceipts.ANSWER)))
                .contains("agrees");
    }

    /** Behind a receipt there is no holder who could download anything again. */
    @Test
    void text_ofABadReceipt_sendsNobodyToAHolder() {
        byte[] altered = RECEIPT.toArray();
        altered[altered.length - 1] ^= 1;
        for (Report report : List.of(
                VERIFICATION.verify("r", Bytes.of(altered), Samples.NOW),
                with(TestReceipts.OTHER_ANSWER),
                VERIFICATION.verify("r", RECEIPT, Samples.ISSUED.minusSeconds(3600)))) {
            assertThat(new TextReport(Language.CHINESE, false).text(report))
                    .contains("怎么办")
                    .doesNotContain("持证人");
        }
    }

    @Test
    void verify_answerToWhatIsNoReceipt_isRefused() {
        Bytes credential = new CredentialSigner(TestPki.PROVIDER)
                .sign(
                        LicenseClaims.of(Samples.type(), Samples.content(), Samples.ISSUED),
                        PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY))
                .coseSign1();
        Report report = VERIFICATION.verify("c", credential.stream(), Sha256.of(TestReceipts.ANSWER), Samples.NOW);

        assertThat(report).isEqualTo(new Report.Unreadable("c", Refusal.NOT_A_RECEIPT, Samples.NOW));
    }

    private static Report with(Bytes answer) {
        return VERIFICATION.verify("receipt.cwt", RECEIPT.stream(), Sha256.of(answer), Samples.NOW);
    }

    private static String outcome(JsonNode json, String check) {
        for (JsonNode one : json.get("checks")) {
            if (one.get("name").asText().equals(check)) {
                return one.get("outcome").asText();
            }
        }
        throw new AssertionError(check + " is not listed");
    }

    private static JsonNode json(Report report) throws IOException {
        return new ObjectMapper().readTree(JsonReport.line(report));
    }
}
