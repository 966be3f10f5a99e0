package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.qr.QrSymbol;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** What is issued is found valid: the faces of every sample type as the registry makes them. */
class IssuedFacesTest {
    private static final SigningKey KEY = FaceFixtures.key(FaceFixtures.AUTHORITY);
    private static final TrustStore TRUST = TrustStore.of(KEY.chain(), FaceFixtures.PROVIDER);
    private static final DocumentVerification VERIFICATION =
            new DocumentVerification(TrustPolicy.of(TRUST), FaceFixtures.PROVIDER);

    static List<String> slugs() {
        return SampleTypes.all().stream().map(SampleType::slug).toList();
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void verify_everyFaceOfEverySampleType_isValid(String slug) throws Exception {
        PdfFace sample = FaceFixtures.sample(slug);
        Credential credential = new CredentialSigner(FaceFixtures.PROVIDER)
                .sign(LicenseClaims.of(sample.type(), sample.content(), FaceFixtures.SIGNED_AT), KEY);
        String text = QrText.of(credential);
        PdfFace face = new PdfFace(
                sample.type(), sample.content(), sample.pictures(), sample.typeJson(), credential.coseSign1(), text);

        assertValid(FaceFixtures.PDF.sign(face, KEY, FaceFixtures.SIGNED_AT), "pdf");
        assertValid(QrSymbol.of(text).png(3), "qr-picture");
        assertValid(QrSymbol.of(QrText.at("licenses.example.cn", credential)).png(3), "qr-picture");
        assertValid(Bytes.utf8(text + "\n"), "qr-text");
        assertValid(credential.coseSign1(), "credential");
    }

    @Test
    void slugs_areSeveral() {
        assertThat(slugs()).hasSizeGreaterThanOrEqualTo(5);
    }

    private static void assertValid(Bytes document, String kind) {
        Report report = VERIFICATION.verify("document", document, FaceFixtures.SIGNED_AT.plusSeconds(60));
        assertThat(report).isInstanceOf(Report.Judged.class);
        Report.Judged judged = (Report.Judged) report;
        assertThat(judged.kind()).isEqualTo(kind);
        assertThat(judged.verdict()).isInstanceOf(Verdict.Valid.class);
    }
}
