package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.key.CertifiedKey;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RevocationLists;
import org.zhengzhao.signing.pki.RevocationReason;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationList;

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
    void judge_timestampAuthorityWhoseKeyWasLost_provesNothing() throws Exception {
        Bytes stamped = EVIDENCE.stamped(ISSUED);
        Instant since = EvidenceDocuments.STAMPED.plus(Duration.ofDays(1));

        assertThat(CodesTest.codes(judge(stamped, EVIDENCE.authorityRevoked(since, CRLReason.keyCompromise))))
                .containsExactly("TIMESTAMP_NOT_TRUSTED");
        for (int reason : List.of(CRLReason.superseded, CRLReason.cessationOfOperation)) {
            assertThat(judge(stamped, EVIDENCE.authorityRevoked(since, reason))).isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void judge_timestampOverSha1Today_provesNothing() throws Exception {
        assertThat(CodesTest.codes(judge(EVIDENCE.stamped(ISSUED, HashAlgorithm.SHA1), Samples.NOW)))
                .containsExactly("TIMESTAMP_NOT_TRUSTED");
        assertThat(judge(EVIDENCE.stamped(ISSUED, HashAlgorithm.SHA384), Samples.NOW))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void judge_authorityMadeAnewSince_findsASignerThatWasRevokedBefore() throws Exception {
        Instant renewed = EvidenceDocuments.STAMPED.plus(Duration.ofDays(30));
        Instant at = renewed.plus(Duration.ofDays(30));
        EvidenceDocuments documents = new EvidenceDocuments(
                List.of(Vectors.PKI.root(), Vectors.PKI.renewedIssuer(renewed), Vectors.KEY.certificate()));
        // Whoever has the key leaves out what stands above it.
        SigningKey alone = new CertifiedKey(Vectors.KEY, List.of(Vectors.KEY.certificate()));
        Bytes stamped =
                documents.stamped(TestPdf.license(Samples.content(), alone).build());
        TrustPolicy policy = TrustPolicy.of(documents.trustingTimestamps());

        assertThat(judge(stamped, policy.withEvidence(listed(at, EvidenceDocuments.STAMPED.minusSeconds(9))), at))
                .satisfies(verdict -> assertThat(CodesTest.codes(verdict)).containsExactly("REVOKED_BEFORE_SIGNING"));
        Verdict later = judge(stamped, policy.withEvidence(listed(at, EvidenceDocuments.STAMPED.plusSeconds(9))), at);
        assertThat(later).isInstanceOf(Verdict.Valid.class);
        assertThat(later.evidence().outcome(Claim.SIGNER_NOT_REVOKED)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void judge_moreEvidenceThanIsLookedAt_isNeverTakenForGood() throws Exception {
        RevocationList list =
                listed(Samples.NOW, Samples.NOW.minusSeconds(9)).lists().getFirst();
        RevocationEvidence flood = new RevocationEvidence(Collections.nCopies(1025, list), List.of());

        assertThat(CodesTest.codes(judge(ISSUED, TrustPolicy.of(TRUST).withEvidence(flood), Samples.NOW)))
                .containsExactly("REVOCATION_UNKNOWN");
    }

    /** A list of that time with the signer on it. */
    private static RevocationEvidence listed(Instant at, Instant since) {
        RevocationLists.Revoked signer = new RevocationLists.Revoked(
                Vectors.KEY.certificate().getSerialNumber(), since, RevocationReason.KEY_COMPROMISE);
        return new RevocationEvidence(
                List.of(EvidenceDocuments.parsed(new RevocationLists(TestPki.PROVIDER)
                        .sign(
                                Vectors.PKI.issuer().handle(TestPki.PROVIDER),
                                BigInteger.ONE,
                                at.minusSeconds(60),
                                at.plus(Duration.ofDays(1)),
                                List.of(signer)))),
                List.of());
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

    private static Verdict judge(Bytes document, RevocationList known) throws Exception {
        return judge(
                document,
                TrustPolicy.of(TRUST).withEvidence(new RevocationEvidence(List.of(known), List.of())),
                EvidenceDocuments.STAMPED.plus(Duration.ofDays(2)));
    }

    private static Verdict judge(Bytes document, TrustPolicy policy, Instant at) throws Exception {
        return new Vector("", "", document, policy, at).judge();
    }

    private static Verdict judge(Bytes document, Instant at) throws Exception {
        return new Vector("", "", document, TRUST, at).judge();
    }
}
