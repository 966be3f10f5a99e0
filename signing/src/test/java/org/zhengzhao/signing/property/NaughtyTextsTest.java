package org.zhengzhao.signing.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.face.FaceSigner;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pdf.LicensePdf;
import org.zhengzhao.signing.pdf.UnprintableLicenseException;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.JsonReport;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.report.TextReport;
import org.zhengzhao.signing.report.VisibleText;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** The big list of naughty strings as the names of operators: issued as they are and valid, or refused; never acted upon. */
class NaughtyTextsTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final DocumentVerification VERIFICATION = new DocumentVerification(
            TrustPolicy.of(TrustStore.of(PKI.published(KEY), TestPki.PROVIDER)), TestPki.PROVIDER);
    private static final FaceSigner SIGNER = new FaceSigner(
            new CredentialSigner(TestPki.PROVIDER), new LicensePdf(TestPki.PROVIDER, List.of()), QrText::of);
    private static final FieldValidator RULES =
            new FieldValidator(Samples.type().fields());

    @Test
    void issue_everyText_isShownAsItIsOrRefused() throws Exception {
        List<String> texts = texts();
        long issued = texts.parallelStream().filter(NaughtyTextsTest::isIssued).count();

        assertThat(texts).hasSizeGreaterThan(100);
        assertThat(issued).isGreaterThan(texts.size() / 2);
    }

    private static boolean isIssued(String text) {
        Optional<Bytes> pdf = issue(text);
        if (pdf.isEmpty()) {
            return false;
        }
        Report report = VERIFICATION.verify(text, pdf.get(), Samples.NOW);
        assertThat(((Report.Judged) report).verdict()).as(text).isInstanceOf(Verdict.Valid.class);
        for (Language language : Language.values()) {
            assertThat(new TextReport(language, true).text(report).codePoints())
                    .allMatch(point -> point == '\n' || shows(point));
        }
        String line = JsonReport.line(report);
        assertThat(line.codePoints()).allMatch(NaughtyTextsTest::shows);
        JsonNode json = parsed(line);
        assertThat(json.get("document").asText()).isEqualTo(text);
        assertThat(json.toString()).contains("operatorName");
        List<String> values = new ArrayList<>();
        json.findValues("value").forEach(value -> values.add(value.asText()));
        assertThat(values).contains(text);
        return true;
    }

    private static boolean shows(int point) {
        return VisibleText.of(Character.toString(point)).equals(Character.toString(point));
    }

    private static Optional<Bytes> issue(String text) {
        try {
            LicenseContent content = content(text);
            assertThat(LicenseContentJson.read(LicenseContentJson.canonical(content)))
                    .isEqualTo(content);
            return Optional.of(SIGNER.seal(
                            SIGNER.signCredential(
                                    SIGNER.prepare(
                                            Samples.type(),
                                            RULES,
                                            content,
                                            Map.of(),
                                            Optional.empty(),
                                            KeyCertificate.of(KEY),
                                            Samples.ISSUED),
                                    KEY),
                            KEY)
                    .pdf());
        } catch (UnprintableLicenseException | IllegalArgumentException refused) {
            // No glyph for it, or fields that do not follow the rules: said before anything is signed.
            return Optional.empty();
        } catch (Exception unexpected) {
            throw new AssertionError(text, unexpected);
        }
    }

    private static LicenseContent content(String text) {
        LicenseContent sample = Samples.content();
        Map<String, JsonValue> fields = new LinkedHashMap<>(sample.fields().values());
        fields.put("operatorName", new JsonValue.Text(text));
        return new LicenseContent(
                sample.identifier(),
                sample.typeVersion(),
                sample.typeName(),
                sample.number(),
                sample.issuingAuthority(),
                sample.holders(),
                sample.issuedOn(),
                sample.validity(),
                sample.areaCode(),
                new JsonValue.Members(fields));
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        new ObjectMapper()
                .readTree(Corpus.require("text").resolve("blns.json").toFile())
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
