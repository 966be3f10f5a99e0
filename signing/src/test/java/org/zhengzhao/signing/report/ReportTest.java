package org.zhengzhao.signing.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.collect.Refusal;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;

class ReportTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final Bytes PDF = TestPdf.license(Samples.content(), KEY).build();
    private static final Bytes ALTERED = TestPdf.license(Samples.content(), KEY)
            .digested(digest -> new byte[digest.length])
            .build();
    private static final List<String> MEMBERS = List.of(
            "document", "kind", "verdict", "failures", "gaps", "checks", "license", "signer", "asOf", "statusAsOf");

    @Test
    void line_validLicense_hasExactlyTheMembersOfTheContract() throws IOException {
        JsonNode json = json(verify(PDF));

        assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(MEMBERS);
        assertThat(json.get("verdict").asText()).isEqualTo("VALID");
        assertThat(json.get("kind").asText()).isEqualTo("pdf");
        assertThat(json.get("statusAsOf").isNull()).isTrue();
        assertThat(json.get("license").get("identifier").asText())
                .isEqualTo(Samples.identifier().value());
        assertThat(json.get("checks").findValuesAsText("name")).contains("signatureCoversWholeFile", "statusLookedUp");
    }

    @Test
    void line_alteredLicense_repeatsNothingOfIt() throws IOException {
        JsonNode json = json(verify(ALTERED));

        assertThat(json.get("verdict").asText()).isEqualTo("INVALID");
        assertThat(json.get("license").isNull()).isTrue();
        assertThat(json.get("failures").get(0).fieldNames()).toIterable().containsExactly("code", "subject");
    }

    @Test
    void line_unreadable_hasTheSameMembers() throws IOException {
        JsonNode json = json(new Report.Unreadable("x", Refusal.EMPTY, Samples.NOW));

        assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(MEMBERS);
        assertThat(json.get("verdict").asText()).isEqualTo("UNREADABLE");
    }

    @Test
    void text_validLicense_saysTheVerdictFirst() {
        String chinese = new TextReport(Language.CHINESE, false).text(verify(PDF));
        String english = new TextReport(Language.ENGLISH, true).text(verify(PDF));

        assertThat(chinese).startsWith("✔ 有效").contains("食品经营许可证", "经营场所", "虚构市示范路1号", "未查询");
        assertThat(english)
                .startsWith("✔ VALID")
                .contains("Food business permit", "Premises", "not looked up", "(not done)", "signerTrusted");
    }

    @Test
    void text_ofEveryVerdict_saysWhatToDo() {
        TextReport text = new TextReport(Language.CHINESE, false);

        assertThat(text.text(verify(ALTERED))).startsWith("✘ 无效").contains("HASH_MISMATCH", "怎么办");
        assertThat(text.text(new DocumentVerification(
                                TrustPolicy.of(TrustStore.of(List.of(), TestPki.PROVIDER)), TestPki.PROVIDER)
                        .verify("a", PDF, Samples.NOW)))
                .startsWith("? 无法判定")
                .contains("NO_TRUST", "怎么办", "未经确认");
        assertThat(text.text(new Report.Unreadable("a", Refusal.NO_CODE, Samples.NOW)))
                .contains("怎么办");
    }

    @Test
    void of_charactersThatDoNotShow_becomeCodePoints() {
        assertThat(VisibleText.of("a\u001B[2Jb")).isEqualTo("a\\u{001B}[2Jb");
        assertThat(VisibleText.of("\u009B")).isEqualTo("\\u{009B}");
        assertThat(VisibleText.of("证\u202E照\u200B")).isEqualTo("证\\u{202E}照\\u{200B}");
        assertThat(VisibleText.of("a\nb\tc")).isEqualTo("a\\u{000A}b\\u{0009}c");
        assertThat(VisibleText.of("\uD800")).isEqualTo("\\u{D800}");
        assertThat(VisibleText.of("张三 𠮷 é ½")).isEqualTo("张三 𠮷 é ½");
    }

    @Test
    void line_andText_ofNaughtyNames_holdNoControlCharacter() throws IOException {
        for (String name : Files.readAllLines(
                Files.walk(Corpus.require("text"))
                        .filter(file -> file.toString().endsWith(".txt")
                                || file.toString().endsWith(".json"))
                        .findFirst()
                        .orElseThrow(),
                StandardCharsets.UTF_8)) {
            Report report = new Report.Unreadable(name, Refusal.UNREADABLE, Samples.NOW);
            assertThat(JsonReport.line(report).codePoints()).allMatch(VisibleText::shows);
            assertThat(json(report).get("document").asText()).isEqualTo(name);
            assertThat(new TextReport(Language.ENGLISH, true).text(report).codePoints())
                    .allMatch(point -> point == '\n' || VisibleText.shows(point));
        }
    }

    private static Report verify(Bytes document) {
        TrustStore trust = TrustStore.of(PKI.published(KEY), TestPki.PROVIDER);
        return new DocumentVerification(TrustPolicy.of(trust), TestPki.PROVIDER).verify("a.pdf", document, Samples.NOW);
    }

    private static JsonNode json(Report report) throws IOException {
        return new ObjectMapper().readTree(JsonReport.line(report));
    }
}
