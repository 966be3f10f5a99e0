package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

class VerifierPdfTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final TrustStore TRUST = TrustStore.of(List.of(PKI.root()), TestPki.PROVIDER);

    @Test
    void judge_licenseAsIssued_isValid() throws Exception {
        Verdict verdict = judge(TestPdf.license(Samples.content(), KEY).build());

        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        Verdict.Valid valid = (Verdict.Valid) verdict;
        assertThat(valid.license().identifier()).isEqualTo(Samples.identifier());
        assertThat(valid.license().fields())
                .filteredOn(field -> field.name().equals("seats"))
                .extracting(field -> field.title().english())
                .containsExactly("Seats");
        assertThat(valid.license().fields())
                .extracting(LicenseSummary.Field::name)
                .containsExactly("operatorName", "premises", "seats", "online", "items");
        assertThat(valid.signer().organisation()).contains(Samples.AUTHORITY.code());
        assertThat(valid.evidence().outcome(Claim.STATUS_LOOKED_UP)).isEqualTo(Outcome.NOT_RUN);
    }

    @Test
    void judge_anySampledBitFlipped_isNeverValid() throws Exception {
        byte[] file = TestPdf.license(Samples.content(), KEY).build().toArray();
        Random random = new Random(20261120);
        for (int i = 0; i < 300; i++) {
            int bit = random.nextInt(file.length * 8);
            assertFlipNeverValid(file, bit);
        }
    }

    /**
     * Every hexadecimal digit of the CMS with one of its four bits flipped, another one in every run of the loop. Without the QR
     * symbol on the page, which takes the most time to read, such a license has exactly one gap where all else holds.
     */
    @Test
    void judge_anyDigitOfTheSignatureFlipped_neverHolds() throws Exception {
        byte[] file =
                TestPdf.license(Samples.content(), KEY).withoutQr().build().toArray();
        assertThat(holdsButForTheQr(file)).isTrue();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int start = text.indexOf('<', text.indexOf("/Contents <")) + 1;
        int length = 4 + Integer.parseInt(text.substring(start + 4, start + 8), 16);
        Random random = new Random(20261121);
        for (int i = start; i < start + 2 * length; i++) {
            byte digit = file[i];
            int flipped = Character.digit(digit, 16) ^ 1 << random.nextInt(4);
            file[i] = (byte) Character.toUpperCase(Character.forDigit(flipped, 16));
            assertThat(holdsButForTheQr(file)).as("digit %d", i - start).isFalse();
            file[i] = digit;
        }
    }

    private static boolean holdsButForTheQr(byte[] file) {
        try {
            return judge(Bytes.of(file)) instanceof Verdict.Undetermined undetermined
                    && undetermined.gaps().equals(List.of(new Gap(GapCode.QR_NOT_READABLE, "")));
        } catch (UnreadableDocumentException unreadable) {
            return false;
        }
    }

    private static void assertFlipNeverValid(byte[] file, int bit) {
        file[bit / 8] ^= (byte) (1 << bit % 8);
        try {
            assertThat(judge(Bytes.of(file)))
                    .as("bit %d of octet %d", bit % 8, bit / 8)
                    .isNotInstanceOf(Verdict.Valid.class);
        } catch (UnreadableDocumentException unreadable) {
            assertThat(unreadable.refusal()).isNotNull();
        }
        file[bit / 8] ^= (byte) (1 << bit % 8);
    }

    private static Verdict judge(Bytes file) throws UnreadableDocumentException {
        return Verifier.judge(
                new FactCollector(TRUST, TestPki.PROVIDER).collect(new DocumentReader().read(file)),
                TrustPolicy.of(TRUST),
                Samples.NOW);
    }
}
