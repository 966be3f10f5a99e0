package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(valid.signer().organisation()).contains(Samples.AUTHORITY.code());
        assertThat(valid.evidence().outcome(Claim.STATUS_LOOKED_UP)).isEqualTo(Outcome.NOT_RUN);
    }

    @Test
    void judge_anySampledBitFlipped_isNeverValid() throws Exception {
        byte[] file = TestPdf.license(Samples.content(), KEY).build().toArray();
        Random random = new Random(20261120);
        for (int i = 0; i < 600; i++) {
            int bit = random.nextInt(file.length * 8);
            assertFlipNeverValid(file, bit);
        }
    }

    @Test
    void judge_anyBitOfTheSignatureFlipped_isNeverValid() throws Exception {
        byte[] file = TestPdf.license(Samples.content(), KEY).build().toArray();
        int contents = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("/Contents <");
        int start = contents < 0
                ? new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("/Contents<")
                : contents;
        Random random = new Random(20261121);
        for (int octet = start; octet < start + 4400; octet++) {
            assertFlipNeverValid(file, octet * 8 + random.nextInt(8));
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
