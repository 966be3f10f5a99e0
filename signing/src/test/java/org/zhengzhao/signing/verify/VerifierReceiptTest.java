package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.collect.Document;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.receipt.ReceiptForm;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;

class VerifierReceiptTest {
    private static final List<Bytes> FORMS = List.of(
            ReceiptVectors.RECEIPT,
            Bytes.utf8(ReceiptVectors.TEXT),
            Bytes.utf8(ReceiptVectors.TEXT + "\n"),
            Bytes.utf8(ReceiptVectors.TEXT + "\r\n"));

    @Test
    void judge_receiptAlone_isValidAndSaysThatNoAnswerWasCompared() throws Exception {
        for (Bytes form : FORMS) {
            Verdict verdict = judge(form, Optional.empty());

            assertThat(verdict).isInstanceOf(Verdict.Valid.class);
            Verdict.Valid valid = (Verdict.Valid) verdict;
            assertThat(valid.evidence().face()).isEqualTo(Face.RECEIPT);
            assertThat(valid.evidence().outcome(Claim.ANSWER_AGREES)).isEqualTo(Outcome.NOT_RUN);
            assertThat(valid.statement())
                    .isEqualTo(new ReceiptSummary(
                            form.equals(ReceiptVectors.RECEIPT) ? ReceiptForm.COSE : ReceiptForm.JWS,
                            TestReceipts.found()));
        }
    }

    @Test
    void judge_receiptWithItsAnswer_isValid() throws Exception {
        for (Bytes form : FORMS) {
            Verdict verdict = judge(form, Optional.of(TestReceipts.ANSWER));

            assertThat(verdict).isInstanceOf(Verdict.Valid.class);
            assertThat(verdict.evidence().outcome(Claim.ANSWER_AGREES)).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void judge_receiptWithAnotherAnswer_isInvalidForThatAlone() throws Exception {
        for (Bytes form : FORMS) {
            assertThat(CodesTest.codes(judge(form, Optional.of(TestReceipts.OTHER_ANSWER))))
                    .containsExactly("ANSWER_DISAGREES");
        }
    }

    @Test
    void valid_withoutEveryRequiredCheck_cannotBeMade() throws Exception {
        Verdict.Valid valid = (Verdict.Valid) judge(ReceiptVectors.RECEIPT, Optional.empty());

        assertThat(Claim.requiredFor(Face.RECEIPT)).hasSize(8);
        for (Claim claim : Claim.requiredFor(Face.RECEIPT)) {
            Evidence oneLess = new Evidence(
                    Face.RECEIPT,
                    valid.evidence().checks().stream()
                            .filter(check -> check.claim() != claim)
                            .toList());
            assertThatIllegalArgumentException()
                    .as(claim.id())
                    .isThrownBy(() -> new Verdict.Valid(oneLess, valid.signer(), valid.statement(), Samples.NOW));
        }
    }

    /** What a receipt signs is no credential, and the other way round, though both are COSE_Sign1. */
    @Test
    void judge_payloadUnderTheOtherType_isNeverValid() throws Exception {
        int algorithm = ReceiptVectors.KEY.suite().coseAlgorithm();
        KeyIdentifier identifier = KeyIdentifier.of(ReceiptVectors.KEY.certificate());
        Bytes header = CoseSign1.header(algorithm, identifier);
        Bytes payload = ReceiptVectors.payload();
        Bytes untyped = new CoseSign1(
                        algorithm,
                        identifier,
                        header,
                        payload,
                        ReceiptVectors.KEY.signRaw(
                                CoseSign1.toBeSigned(header, payload).toArray()))
                .encode();

        assertThat(CodesTest.codes(judge(untyped, Optional.empty()))).contains("CREDENTIAL_MALFORMED");
        Bytes credential = ((CredentialFacts) new FactCollector(Vectors.TRUST, TestPki.PROVIDER)
                        .collect(new Document.CredentialFile(credential())))
                .read()
                .orElseThrow()
                .message()
                .payload();
        assertThat(CodesTest.codes(judge(ReceiptVectors.resigned(credential, ReceiptVectors.KEY), Optional.empty())))
                .contains("RECEIPT_MALFORMED");
    }

    @Test
    void judge_newerReceipt_isUndeterminedOnlyWhileItsSignatureHolds() throws Exception {
        String json = payloadText().replace("\"answerSha256\"", "\"aNewMember\":\"x\",\"answerSha256\"");
        Bytes newer = ReceiptVectors.resigned(json, ReceiptVectors.KEY);
        assertThat(judge(newer, Optional.empty())).isInstanceOf(Verdict.Undetermined.class);
        assertThat(CodesTest.codes(judge(newer, Optional.empty()))).containsExactly("RECEIPT_NOT_UNDERSTOOD");

        String text = newer.toUtf8();
        String forged = text.substring(0, text.lastIndexOf('.'))
                + ReceiptVectors.TEXT.substring(ReceiptVectors.TEXT.lastIndexOf('.'));
        assertThat(CodesTest.codes(judge(Bytes.utf8(forged), Optional.empty())))
                .containsExactly("SIGNATURE_BROKEN", "RECEIPT_NOT_UNDERSTOOD");
    }

    @Test
    void judge_withinTheClockTolerance_isValid() throws Exception {
        assertThat(judge(ReceiptVectors.RECEIPT, Samples.ISSUED.minusSeconds(119)))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(judge(ReceiptVectors.RECEIPT, Samples.ISSUED.minusSeconds(121)))
                .isInstanceOf(Verdict.Invalid.class);
    }

    private static String payloadText() throws Exception {
        return CompactJws.parse(ReceiptVectors.TEXT).payload().toUtf8();
    }

    private static Bytes credential() {
        return new CredentialSigner(TestPki.PROVIDER)
                .sign(LicenseClaims.of(Samples.type(), Samples.content(), Samples.ISSUED), Vectors.KEY)
                .coseSign1();
    }

    private static Verdict judge(Bytes receipt, Optional<Bytes> answer) throws Exception {
        return new Vector("", "", receipt, answer, TrustPolicy.of(ReceiptVectors.TRUST), Samples.NOW).judge();
    }

    private static Verdict judge(Bytes receipt, Instant at) throws Exception {
        return new Vector("", "", receipt, ReceiptVectors.TRUST, at).judge();
    }
}
