package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        LicenseSummary license = (LicenseSummary) valid.statement();
        assertThat(license.identifier()).isEqualTo(Samples.identifier());
        assertThat(license.fields())
                .filteredOn(field -> field.name().equals("seats"))
                .extracting(field -> field.title().english())
                .containsExactly("Seats");
        assertThat(license.fields())
                .extracting(LicenseSummary.Field::name)
                .containsExactly("operatorName", "premises", "seats", "online", "items");
        assertThat(valid.signer().organisation()).contains(Samples.AUTHORITY.code());
        assertThat(valid.evidence().outcome(Claim.STATUS_LOOKED_UP)).isEqualTo(Outcome.NOT_RUN);
    }

    private static Verdict judge(Bytes file) throws UnreadableDocumentException {
        return Verifier.judge(
                new FactCollector(TRUST, TestPki.PROVIDER).collect(new DocumentReader().read(file)),
                TrustPolicy.of(TRUST),
                Samples.NOW);
    }
}
