package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestQr;

class VerifierCredentialTest {
    private static final Bytes CREDENTIAL = new CredentialSigner(TestPki.PROVIDER)
            .sign(LicenseClaims.of(Samples.type(), Samples.content(), Samples.ISSUED), Vectors.KEY)
            .coseSign1();
    private static final String TEXT = QrText.of(new org.zhengzhao.signing.credential.Credential(CREDENTIAL));

    @Test
    void judge_credentialAsIssued_isValidInEveryForm() throws Exception {
        for (Bytes form : List.of(
                CREDENTIAL,
                Bytes.utf8(TEXT),
                Bytes.utf8("\uFEFF" + TEXT + "\r\n"),
                TestQr.picture("png", TEXT),
                TestQr.picture("jpg", TEXT),
                TestQr.picture("gif", TEXT),
                TestQr.picture("bmp", TEXT))) {
            assertThat(judge(form)).isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void valid_withoutEveryRequiredCheck_cannotBeMade() throws Exception {
        Verdict.Valid valid = (Verdict.Valid) judge(CREDENTIAL);
        assertThat(valid.evidence().complete()).isTrue();

        Evidence nothing = new Evidence(Face.CREDENTIAL, List.of());
        Evidence oneLess = new Evidence(
                Face.CREDENTIAL,
                valid.evidence().checks().stream()
                        .filter(check -> check.claim() != Claim.SIGNER_TRUSTED)
                        .toList());
        for (Evidence evidence : List.of(nothing, oneLess)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Verdict.Valid(evidence, valid.signer(), valid.statement(), Samples.NOW));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict.Invalid(valid.evidence(), List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Verdict.Undetermined(valid.evidence(), List.of()));
    }

    @Test
    void judge_twoCertificatesWithOneKeyIdentifier_isUndetermined() throws Exception {
        CredentialFacts facts =
                (CredentialFacts) new org.zhengzhao.signing.collect.FactCollector(Vectors.TRUST, TestPki.PROVIDER)
                        .collect(new org.zhengzhao.signing.collect.Document.CredentialFile(CREDENTIAL));
        CredentialFacts.Reading.Read read = facts.read().orElseThrow();
        SignerFacts signer = read.candidates().getFirst();
        CredentialFacts twice = new CredentialFacts(new CredentialFacts.Reading.Read(
                read.message(), read.claims(), read.suite(), List.of(signer, signer), false));

        assertThat(CodesTest.codes(Verifier.judge(twice, TrustPolicy.of(Vectors.TRUST), Samples.NOW)))
                .contains("SIGNER_UNKNOWN");
    }

    private static Verdict judge(Bytes document) throws UnreadableDocumentException {
        return new Vector("", "", document, Vectors.TRUST, Samples.NOW).judge();
    }
}
