package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundlePart;
import org.zhengzhao.signing.bundle.BundleTerms;
import org.zhengzhao.signing.bundle.BundleWriter;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestRegistry;
import org.zhengzhao.signing.trust.TrustStore;

/** What a bundle adds to a verdict: T12 to T14, T29. */
class StatusVerdictTest {
    private static final TestRegistry REGISTRY = StatusVectors.REGISTRY;
    private static final Instant NOW = StatusVectors.NOW;
    private static final Bytes CREDENTIAL = StatusVectors.credential(TestRegistry.VALID);
    private static final Bytes PDF = REGISTRY.pdf(TestRegistry.VALID);
    private static final BundlePart LIST = BundlePart.statusList(TestRegistry.LIST, REGISTRY.list(NOW));

    @Test
    void judge_validStatus_isValidAsOfTheListsTime() throws Exception {
        for (Bytes document : List.of(CREDENTIAL, PDF)) {
            Vector vector = vector(document, StatusVectors.BUNDLE, NOW.plus(Duration.ofDays(6)));
            Verdict verdict = vector.judge();
            assertThat(verdict).isInstanceOf(Verdict.Valid.class);
            assertThat(verdict.evidence().outcome(Claim.STATUS_LOOKED_UP)).isEqualTo(Outcome.PASSED);
            assertThat(Verifier.statusAsOf(vector.facts(), vector.policy(), vector.at()))
                    .contains(NOW);
        }
    }

    /** As before: somebody who has certificates only gets a verdict without a status, and is told so. */
    @Test
    void judge_withoutBundle_looksNothingUp() throws Exception {
        TrustStore trust = TrustStore.of(REGISTRY.pki().published(REGISTRY.sealing()), TestPki.PROVIDER);
        for (Bytes document : List.of(CREDENTIAL, PDF, StatusVectors.credential(TestRegistry.INVALID))) {
            Vector vector = new Vector("", "", document, trust, NOW);
            assertThat(vector.judge()).isInstanceOf(Verdict.Valid.class);
            assertThat(vector.judge().evidence().outcome(Claim.STATUS_LOOKED_UP))
                    .isEqualTo(Outcome.NOT_RUN);
            assertThat(Verifier.statusAsOf(vector.facts(), vector.policy(), NOW))
                    .isEmpty();
        }
    }

    @Test
    void judge_superseded_namesTheSuccessor() throws Exception {
        Verdict verdict = vector(StatusVectors.credential(TestRegistry.SUPERSEDED), StatusVectors.BUNDLE, NOW)
                .judge();
        assertThat(((Verdict.Invalid) verdict).failures())
                .extracting(Failure::subject)
                .containsExactly("1.2.156.3005.2.11100000MB0341032Y001.11110000MBFAKE039R.91110000MAFAKE01.002.2");
    }

    /** Age is per type, and stated; it is never a reason to call a license revoked. */
    @Test
    void judge_ageBeyondThatOfTheType_isUndeterminedWithTheAge() throws Exception {
        BundleTerms strict = new BundleTerms(
                TestRegistry.NAME,
                1,
                NOW,
                NOW.plus(Duration.ofDays(30)),
                Duration.ofDays(7),
                Map.of(TestRegistry.type(), Duration.ofHours(12)));
        OfflineBundle bundle =
                new BundleWriter(TestPki.PROVIDER).write(strict, REGISTRY.with(LIST), REGISTRY.bundleKey());
        assertThat(vector(CREDENTIAL, bundle, NOW.plus(Duration.ofHours(12))).judge())
                .isInstanceOf(Verdict.Valid.class);
        Vector late = vector(CREDENTIAL, bundle, NOW.plus(Duration.ofHours(51)));
        assertThat(((Verdict.Undetermined) late.judge()).gaps())
                .containsExactly(
                        new Gap(GapCode.STATUS_LIST_TOO_OLD, "age 2 d 3 h, at most 12 h, issued 2026-11-20T08:00:00Z"));
        assertThat(Verifier.statusAsOf(late.facts(), late.policy(), late.at())).contains(NOW);
    }

    /** A reference that the signer did not sign says nothing: nobody else can make a license look revoked. */
    @Test
    void judge_unknownSigner_looksNothingUp() throws Exception {
        Bytes foreign = new TestRegistry().credential(TestRegistry.INVALID).coseSign1();
        Vector vector = vector(foreign, StatusVectors.BUNDLE, NOW);
        assertThat(CodesTest.codes(vector.judge())).containsExactly("SIGNER_UNKNOWN");
        assertThat(vector.judge().evidence().outcome(Claim.STATUS_LOOKED_UP)).isEqualTo(Outcome.NOT_RUN);
    }

    @Test
    void judge_keyLostAfterATimestamp_isValid() throws Exception {
        EvidenceDocuments evidence = new EvidenceDocuments(REGISTRY.pki().published(REGISTRY.sealing()));
        Bytes stamped = evidence.stamped(PDF);
        Instant since = EvidenceDocuments.STAMPED.plusSeconds(1);
        OfflineBundle bundle = StatusVectors.withCompromised(REGISTRY.sealing(), since);
        TrustPolicy policy = org.zhengzhao.signing.bundle.BundleTrust.policy(
                bundle, evidence.trustingTimestamps(), TestPki.PROVIDER);

        Verdict verdict = new Vector("", "", stamped, policy, NOW).judge();

        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(verdict.evidence().outcome(Claim.SIGNER_NOT_COMPROMISED)).isEqualTo(Outcome.PASSED);
        // The same, had the key been lost before the timestamp.
        TrustPolicy earlier = org.zhengzhao.signing.bundle.BundleTrust.policy(
                StatusVectors.withCompromised(REGISTRY.sealing(), EvidenceDocuments.STAMPED),
                evidence.trustingTimestamps(),
                TestPki.PROVIDER);
        assertThat(CodesTest.codes(new Vector("", "", stamped, earlier, NOW).judge()))
                .containsExactly("COMPROMISED_NO_PROOF_OF_TIME");
    }

    @Test
    void judge_rightsOfTheBundle_count() throws Exception {
        OfflineBundle bundle = StatusVectors.bundle(
                LIST,
                BundlePart.rights(new TypeRights(Map.of(TestRegistry.type(), Set.of(Samples.OTHER_AUTHORITY.code())))));
        assertThat(vector(CREDENTIAL, bundle, NOW).judge()).isInstanceOf(Verdict.Invalid.class);
        OfflineBundle fine = StatusVectors.bundle(
                LIST, BundlePart.rights(new TypeRights(Map.of(TestRegistry.type(), Set.of(Samples.AUTHORITY.code())))));
        assertThat(vector(CREDENTIAL, fine, NOW).judge()).isInstanceOf(Verdict.Valid.class);
    }

    /** Whoever puts a revocation list into a bundle says until when it can be relied on; then it is as with an old status. */
    @Test
    void judge_revocationListsThatEnded_areUndetermined() throws Exception {
        List<BundlePart> parts = REGISTRY.with(LIST);
        REGISTRY.pki()
                .revocations(NOW, NOW.plus(Duration.ofDays(1)))
                .forEach(list -> parts.add(BundlePart.revocationList(list)));
        OfflineBundle bundle = REGISTRY.bundle(1, NOW, parts);
        for (Bytes document : List.of(CREDENTIAL, PDF)) {
            assertThat(vector(document, bundle, NOW).judge()).isInstanceOf(Verdict.Valid.class);
            assertThat(CodesTest.codes(vector(document, bundle, NOW.plus(Duration.ofDays(5)))
                            .judge()))
                    .containsExactly("REVOCATION_UNKNOWN");
        }
    }

    /** A certificate in a bundle is no anchor for being there. */
    @Test
    void policy_certificatesWithoutTheirIssuer_areNoAnchors() throws Exception {
        TestRegistry stranger = new TestRegistry();
        OfflineBundle bundle = StatusVectors.bundle(
                LIST, BundlePart.certificate(stranger.sealing().certificate()));
        assertThat(CodesTest.codes(
                        vector(stranger.credential(TestRegistry.VALID).coseSign1(), bundle, NOW)
                                .judge()))
                .contains("SIGNER_NOT_TRUSTED");
    }

    private static Vector vector(Bytes document, OfflineBundle bundle, Instant at) {
        return new Vector("", "", document, StatusVectors.policy(bundle), at);
    }
}
