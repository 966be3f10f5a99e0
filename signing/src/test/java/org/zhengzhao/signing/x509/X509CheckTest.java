package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.check.CheckReport;
import org.zhengzhao.signing.check.X509Check;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Evidence.Crl;
import org.zhengzhao.signing.x509.Evidence.Ocsp;
import org.zhengzhao.signing.x509.Recipe.Made;

class X509CheckTest {
    private static final Made ROOT = Recipe.root();
    private static final Made ISSUER = Recipe.authority("CN=Issuer").by(ROOT).make();
    private static final Made END =
            Recipe.end("CN=End").by(ISSUER).serial(0x1234).make();

    @Test
    void check_derWithIntermediate_isAcceptedWithFacts() throws Exception {
        CheckReport report = check(der(END), List.of(der(ISSUER)), List.of(), List.of());
        assertThat(report.outcome()).isEqualTo(CheckReport.Outcome.ACCEPT);
        assertThat(report.facts().findText("subject")).contains("CN=End");
        assertThat(report.facts().findText("serial")).contains("1234");
        assertThat(report.facts().findText("notAfter")).contains("2035-01-01T00:00:00Z");
        assertThat(report.facts().find("path"))
                .contains(new JsonValue.Items(List.of(
                        new JsonValue.Text("CN=End"), new JsonValue.Text("CN=Issuer"), new JsonValue.Text("CN=Root"))));
    }

    @Test
    void check_pemWithItsIntermediates_needsNoOthers() throws Exception {
        assertThat(check(Bytes.utf8(pem(END) + pem(ISSUER)), List.of(), List.of(), List.of())
                        .outcome())
                .isEqualTo(CheckReport.Outcome.ACCEPT);
        CheckReport alone = check(Bytes.utf8(pem(END)), List.of(), List.of(), List.of());
        assertThat(alone.code()).isEqualTo("NO_PATH");
        assertThat(alone.facts().findText("concerns")).contains("CN=End");
        Bytes withRoot = Bytes.utf8(pem(END) + pem(ISSUER) + pem(ROOT));
        CheckReport foreign = new X509Check(
                        X509Check.Options.of(List.of(der(Recipe.root())), List.of(), List.of(), List.of(), Recipe.AT),
                        TestPki.PROVIDER)
                .check(withRoot);
        assertThat(foreign.outcome()).isEqualTo(CheckReport.Outcome.REJECT);
    }

    @Test
    void check_evidence_isAskedAsSoonAsThereIsSome() throws Exception {
        Bytes good = new Crl(ISSUER, Evidence.BEFORE, Evidence.AFTER).der();
        Bytes revoking = new Crl(ISSUER, Evidence.BEFORE, Evidence.AFTER)
                .revoking(END, Evidence.BEFORE, CRLReason.superseded)
                .der();
        Bytes ofRoot = new Crl(ROOT, Evidence.BEFORE, Evidence.AFTER).der();
        assertThat(code(List.of(good), List.of())).isEqualTo("OK");
        assertThat(code(List.of(revoking), List.of())).isEqualTo("REVOKED");
        assertThat(code(List.of(ofRoot), List.of())).isEqualTo("REVOCATION_UNKNOWN");
        assertThat(code(List.of(Bytes.utf8("no list")), List.of())).isEqualTo("REVOCATION_UNKNOWN");
        Bytes answer = new Ocsp(ISSUER, ISSUER).der(END, CertificateStatus.GOOD);
        Bytes base64 = Bytes.utf8(Base64.getMimeEncoder().encodeToString(answer.toArray()));
        assertThat(code(List.of(), List.of(answer))).isEqualTo("OK");
        assertThat(code(List.of(), List.of(base64))).isEqualTo("OK");
    }

    @Test
    void check_requiredRevocation_wantsEvidenceForAuthoritiesToo() throws Exception {
        Bytes ofEnd = new Crl(ISSUER, Evidence.BEFORE, Evidence.AFTER).der();
        X509Check.Options options = new X509Check.Options(
                List.of(der(ROOT)),
                List.of(der(ISSUER)),
                List.of(ofEnd),
                List.of(),
                X509Check.Options.strict(Recipe.AT),
                Optional.of(RevocationRules.REQUIRED));
        assertThat(new X509Check(options, TestPki.PROVIDER).check(der(END)).code())
                .isEqualTo("REVOCATION_UNKNOWN");
    }

    @Test
    void check_whatIsNoCertificate_isUnreadable() {
        for (Bytes input : List.of(
                Bytes.utf8(""),
                Bytes.utf8("hello"),
                Bytes.hex("3003020101"),
                Bytes.of(new byte[X509Check.MAX_OCTETS + 1]))) {
            assertThat(check(input, List.of(), List.of(), List.of()).outcome())
                    .isEqualTo(CheckReport.Outcome.UNREADABLE);
        }
    }

    @Test
    void check_brokenPartOfACertificate_isRejectedWithoutFactsFromIt() throws Exception {
        Made broken = Recipe.end("CN=Broken")
                .by(ROOT)
                .withRaw(Extension.subjectAlternativeName, false, new byte[] {0x30, 0x00})
                .make();
        CheckReport report = check(der(broken), List.of(), List.of(), List.of());
        assertThat(report.outcome()).isEqualTo(CheckReport.Outcome.REJECT);
        assertThat(report.code()).isEqualTo("MALFORMED");
        assertThat(report.facts().find("subject")).isEmpty();
    }

    @Test
    void check_strangeCharactersInNames_areShownAsCodePoints() throws Exception {
        Made end = Recipe.end("CN=a\u202eb").by(ISSUER).make();
        assertThat(check(der(end), List.of(der(ISSUER)), List.of(), List.of())
                        .facts()
                        .findText("subject"))
                .contains("CN=a\\u{202E}b");
    }

    private static String code(List<Bytes> lists, List<Bytes> answers) throws CertificateEncodingException {
        return check(der(END), List.of(der(ISSUER)), lists, answers).code();
    }

    private static CheckReport check(Bytes input, List<Bytes> intermediates, List<Bytes> lists, List<Bytes> answers) {
        try {
            return new X509Check(
                            X509Check.Options.of(List.of(der(ROOT)), intermediates, lists, answers, Recipe.AT),
                            TestPki.PROVIDER)
                    .check(input);
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Bytes der(Made made) throws CertificateEncodingException {
        return Bytes.of(made.certificate().getEncoded());
    }

    private static String pem(Made made) throws CertificateEncodingException {
        X509Certificate certificate = made.certificate();
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
