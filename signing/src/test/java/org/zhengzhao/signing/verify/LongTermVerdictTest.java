package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.trust.TrustStore;

/** Licenses to which timestamps and validation data were added, judged now and when certificates have ended. */
class LongTermVerdictTest {
    private static final EvidenceDocuments EVIDENCE = new EvidenceDocuments(Vectors.PKI.published(Vectors.KEY));
    private static final TrustStore TRUST = EVIDENCE.trustingTimestamps();
    private static final Bytes ISSUED =
            TestPdf.license(Samples.content(), Vectors.KEY).build();
    /** The certificate has ended, the license has not. */
    private static final Instant LATER = Samples.CEREMONY.plus(Duration.ofDays(365L * 4));

    @Test
    void judge_timestamped_isValidAndSaysSo() throws Exception {
        Verdict verdict = judge(EVIDENCE.stamped(ISSUED), Samples.NOW);

        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(verdict.evidence().outcome(Claim.TIMESTAMPS_HOLD)).isEqualTo(Outcome.PASSED);
        assertThat(verdict.evidence().outcome(Claim.LATER_UPDATES_PERMITTED)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void judge_certificateEnded_isValidOnlyWithTimestamp() throws Exception {
        assertThat(CodesTest.codes(judge(ISSUED, LATER))).containsExactly("CERTIFICATE_EXPIRED");
        assertThat(judge(EVIDENCE.stamped(ISSUED), LATER)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void judge_timestampAfterTheCertificateEnded_provesNothing() throws Exception {
        Bytes stamped = EVIDENCE.stamped(ISSUED, LATER.minus(Duration.ofDays(1)));

        assertThat(CodesTest.codes(judge(stamped, LATER))).containsExactly("CERTIFICATE_EXPIRED");
    }

    @Test
    void judge_revokedAfterTimestamp_isValid() throws Exception {
        Bytes revoked = EVIDENCE.withRevocations(
                EVIDENCE.stamped(ISSUED),
                Vectors.PKI.issuer(),
                Vectors.KEY.certificate(),
                EvidenceDocuments.STAMPED.plusSeconds(30));

        Verdict verdict = judge(revoked, Samples.NOW);

        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(verdict.evidence().outcome(Claim.SIGNER_NOT_REVOKED)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void judge_everyLevelOfEvidence_isValid() throws Exception {
        Bytes longTerm = EVIDENCE.withRevocations(
                EVIDENCE.stamped(ISSUED),
                Vectors.PKI.issuer(),
                Vectors.PKI.root(),
                EvidenceDocuments.STAMPED.plusSeconds(30));
        Bytes archived = EVIDENCE.stamped(longTerm, Samples.NOW.minus(Duration.ofDays(1)));

        assertThat(judge(longTerm, Samples.NOW)).isInstanceOf(Verdict.Valid.class);
        assertThat(judge(archived, Samples.NOW)).isInstanceOf(Verdict.Valid.class);
        assertThat(judge(archived, LATER)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void judge_changeBeforeATimestamp_isInvalid() throws Exception {
        Bytes changed = EVIDENCE.stamped(EvidenceDocuments.withNote(ISSUED));

        assertThat(judge(changed, Samples.NOW)).isInstanceOf(Verdict.Invalid.class);
        assertThat(CodesTest.codes(judge(changed, Samples.NOW))).contains("CHANGED_AFTER_SIGNING");
    }

    @Test
    void judge_octetsBehindATimestamp_isInvalid() throws Exception {
        byte[] stamped = EVIDENCE.stamped(ISSUED).toArray();
        byte[] longer = java.util.Arrays.copyOf(stamped, stamped.length + 1);
        longer[stamped.length] = '\n';

        assertThat(CodesTest.codes(judge(Bytes.of(longer), Samples.NOW))).contains("CONTENT_NOT_COVERED");
    }

    private static Verdict judge(Bytes document, Instant at) throws Exception {
        return new Vector("", "", document, TRUST, at).judge();
    }
}
