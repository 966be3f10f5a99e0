package org.zhengzhao.signing.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleTrust.Grounds;
import org.zhengzhao.signing.bundle.BundleTrust.Known;
import org.zhengzhao.signing.bundle.BundleTrust.Refusal;
import org.zhengzhao.signing.bundle.BundleTrust.Standing;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.envelope.CoseSigner;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestRegistry;
import org.zhengzhao.signing.trust.TrustStore;

/** Whose bundle it is, and that it is no older than what was seen: T14, T15, T45. */
class BundleTrustTest {
    private static final TestRegistry REGISTRY = new TestRegistry();
    private static final Instant NOW = Samples.NOW;
    private static final OfflineBundle SEVEN = REGISTRY.bundle(7, NOW);
    private static final SeenBundles SEEN = accepted(SEVEN, SeenBundles.NONE, Grounds.FIRST_SEEN);

    private static final SigningKey FIRST = REGISTRY.bundleKey();
    private static final SigningKey SECOND = REGISTRY.another(RegistryPurpose.OFFLINE_BUNDLES);
    private static final SigningKey THIRD = REGISTRY.another(RegistryPurpose.OFFLINE_BUNDLES);
    private static final SigningKey FOURTH = REGISTRY.another(RegistryPurpose.OFFLINE_BUNDLES);
    private static final Bytes FIRST_TO_SECOND = Succession.sign(FIRST, SECOND.certificate(), NOW, TestPki.PROVIDER);
    private static final Bytes SECOND_TO_THIRD = Succession.sign(SECOND, THIRD.certificate(), NOW, TestPki.PROVIDER);

    @Test
    void judge_sameAgainAndNewer_isAccepted() {
        assertThat(accepted(SEVEN, SEEN, Grounds.SEEN_BEFORE)).isEqualTo(SEEN);
        SeenBundles later = accepted(REGISTRY.bundle(9, NOW), SEEN, Grounds.SEEN_BEFORE);
        assertThat(later.registries().getFirst().sequence()).isEqualTo(9);
    }

    @Test
    void judge_olderAfterNewer_isRefused() {
        assertThat(refused(REGISTRY.bundle(6, NOW.minusSeconds(9)), SEEN, NOW)).isEqualTo(Refusal.OLDER);
        // A higher number does not make it newer.
        assertThat(refused(REGISTRY.bundle(8, NOW.minusSeconds(9)), SEEN, NOW)).isEqualTo(Refusal.OLDER);
    }

    @Test
    void judge_twoOfOneNumber_isRefused() {
        assertThat(refused(REGISTRY.bundle(7, NOW.plusSeconds(1)), SEEN, NOW)).isEqualTo(Refusal.FORKED);
    }

    @Test
    void judge_clockBeforeTheNewestSignedTime_isRefused() {
        assertThat(refused(SEVEN, SEEN, NOW.minusSeconds(121))).isEqualTo(Refusal.CLOCK_BEHIND);
        assertThat(refused(SEVEN, SeenBundles.NONE, NOW.minusSeconds(121))).isEqualTo(Refusal.CLOCK_BEHIND);
        assertThat(BundleTrust.judge(SEVEN, SEEN, Known.NOTHING, NOW.minusSeconds(119)))
                .isInstanceOf(Standing.Accepted.class);
    }

    @Test
    void judge_sameNameByAnotherKey_isRefusedUnlessConfirmed() {
        OfflineBundle impostor = new TestRegistry().bundle(8, NOW);
        assertThat(refused(impostor, SEEN, NOW)).isEqualTo(Refusal.ANOTHER_KEY);
        Known named = new Known(Set.of(impostor.fingerprint()), Optional.empty());
        Standing standing = BundleTrust.judge(impostor, SEEN, named, NOW);
        assertThat(standing).isInstanceOf(Standing.Accepted.class);
        SeenBundles after = ((Standing.Accepted) standing).remembered();
        assertThat(after.registries()).hasSize(1);
        assertThat(refused(SEVEN, after, NOW)).isEqualTo(Refusal.RETIRED_KEY);
    }

    /** A key was lost to others; the new one came over the telephone. Whoever has the old one gets nowhere with it. */
    @Test
    void judge_keyThatAPersonHasReplaced_isRetiredWhateverElseSpeaksForIt() {
        Known root = new Known(
                Set.of(), Optional.of(TrustStore.of(List.of(REGISTRY.pki().root()), TestPki.PROVIDER)));
        SeenBundles after = accepted(signedBy(SECOND, 8), SEEN, fingerprint(SECOND), Grounds.FINGERPRINT);

        assertThat(accepted(signedBy(SECOND, 9), after, Grounds.SEEN_BEFORE).registries())
                .hasSize(1);
        OfflineBundle stolen = signedBy(FIRST, 20);
        for (Known known : List.of(Known.NOTHING, root, fingerprint(FIRST))) {
            assertThat(refused(stolen, after, known)).isEqualTo(Refusal.RETIRED_KEY);
        }
        assertThat(refused(signedBy(FIRST, named("another name", 20)), after, NOW))
                .isEqualTo(Refusal.RETIRED_KEY);
        OfflineBundle successor = signedBy(FOURTH, named("another name", 20), toFourth(FIRST));
        for (Known known : List.of(Known.NOTHING, root, fingerprint(FIRST))) {
            assertThat(refused(successor, after, known)).isEqualTo(Refusal.ANOTHER_KEY);
        }
    }

    /** T45: whoever has a key that was succeeded names another successor. */
    @Test
    void judge_forkFromARetiredKey_isRefusedUnlessItsOwnKeyIsNamed() {
        SeenBundles seen = accepted(signedBy(SECOND, 8, FIRST_TO_SECOND), SEEN, Grounds.SUCCESSION);
        OfflineBundle fork = signedBy(FOURTH, 12, toFourth(FIRST));

        for (Known known : List.of(Known.NOTHING, fingerprint(FIRST))) {
            assertThat(refused(fork, seen, known)).isEqualTo(Refusal.ANOTHER_KEY);
        }
        // The thief was first, and the registry says by telephone which key is its own: number and key of the thief are
        // gone.
        SeenBundles after = accepted(fork, seen, fingerprint(FOURTH), Grounds.FINGERPRINT);
        assertThat(after.registries()).hasSize(1);
        assertThat(refused(signedBy(SECOND, 99, FIRST_TO_SECOND), after, NOW)).isEqualTo(Refusal.RETIRED_KEY);
    }

    /** A chain of certificates says nothing about which key is in use now; nor does a key of long ago. */
    @Test
    void judge_anotherKeyUnderAKnownName_isAcceptedOnlyIfItselfIsNamed() {
        Known root = new Known(
                Set.of(), Optional.of(TrustStore.of(List.of(REGISTRY.pki().root()), TestPki.PROVIDER)));
        assertThat(refused(signedBy(SECOND, 8), SEEN, root)).isEqualTo(Refusal.ANOTHER_KEY);

        OfflineBundle third = signedBy(THIRD, 8, SECOND_TO_THIRD);
        assertThat(refused(third, SEEN, fingerprint(SECOND))).isEqualTo(Refusal.ANOTHER_KEY);
        SeenBundles after = accepted(third, SEEN, fingerprint(THIRD), Grounds.FINGERPRINT);
        assertThat(refused(signedBy(SECOND, 9), after, fingerprint(SECOND))).isEqualTo(Refusal.RETIRED_KEY);
    }

    /** The registry that was restored counts from below; who names its key has said that this is meant. */
    @Test
    void judge_newKeyWithALowerNumber_isAcceptedIfItIsNamed() {
        SeenBundles after = accepted(signedBy(SECOND, 3), SEEN, fingerprint(SECOND), Grounds.FINGERPRINT);
        assertThat(after.registries().getFirst().sequence()).isEqualTo(3);
        assertThat(refused(signedBy(SECOND, 2), after, fingerprint(SECOND))).isEqualTo(Refusal.OLDER);
    }

    /** Whoever has stolen a key can also use up the numbers; a successor that is named begins anew. */
    @Test
    void judge_successorAfterTheNumbersWereUsedUp_isAcceptedIfItIsNamed() {
        SeenBundles usedUp = accepted(signedBy(FIRST, Long.MAX_VALUE), SEEN, Grounds.SEEN_BEFORE);
        OfflineBundle second = signedBy(SECOND, 8, FIRST_TO_SECOND);
        assertThat(refused(second, usedUp, fingerprint(FIRST))).isEqualTo(Refusal.OLDER);
        SeenBundles after = accepted(second, usedUp, fingerprint(SECOND), Grounds.FINGERPRINT);
        assertThat(after.registries()).hasSize(1);
        assertThat(refused(signedBy(FIRST, Long.MAX_VALUE), after, NOW)).isEqualTo(Refusal.RETIRED_KEY);
    }

    /** T55: also on a machine that has never seen the one in whose place it would come. */
    @Test
    void judge_bundleInThePlaceOfAnotherKeys_isRefusedUnlessThatKeyHandsOverOrItselfIsNamed() {
        OfflineBundle other = signedBy(FOURTH, named("another name", 20));
        SeenBundles both = accepted(other, SEEN, Grounds.FIRST_SEEN);
        Known root = new Known(
                Set.of(), Optional.of(TrustStore.of(List.of(REGISTRY.pki().root()), TestPki.PROVIDER)));
        for (SeenBundles seen : List.of(SeenBundles.NONE, SEEN, both)) {
            assertThat(refused(inPlaceOfSeven(other, seen, Known.NOTHING))).isEqualTo(Refusal.ANOTHER_REGISTRY);
            assertThat(refused(inPlaceOfSeven(other, seen, root))).isEqualTo(Refusal.ANOTHER_REGISTRY);
            assertThat(inPlaceOfSeven(other, seen, fingerprint(FOURTH))).isInstanceOf(Standing.Accepted.class);
            assertThat(inPlaceOfSeven(SEVEN, seen, Known.NOTHING)).isInstanceOf(Standing.Accepted.class);
            assertThat(inPlaceOfSeven(signedBy(SECOND, 8, FIRST_TO_SECOND), seen, Known.NOTHING))
                    .isInstanceOf(Standing.Accepted.class);
        }
    }

    private static Standing inPlaceOfSeven(OfflineBundle bundle, SeenBundles seen, Known known) {
        return BundleTrust.judge(bundle, List.of(SEVEN), seen, known, NOW);
    }

    /** Two lines that turn out to be one: what each of them has seen counts. */
    @Test
    void judge_bundleThatJoinsTwoLines_isNoOlderThanEither() {
        SeenBundles first = accepted(signedBy(FIRST, named("one name", 5)), SeenBundles.NONE, Grounds.FIRST_SEEN);
        SeenBundles both = accepted(signedBy(SECOND, 100), first, Grounds.FIRST_SEEN);

        assertThat(refused(signedBy(SECOND, 50, FIRST_TO_SECOND), both, NOW)).isEqualTo(Refusal.OLDER);
        SeenBundles joined = accepted(signedBy(SECOND, 101, FIRST_TO_SECOND), both, Grounds.SEEN_BEFORE);
        assertThat(joined.registries()).hasSize(1);
        assertThat(refused(signedBy(FIRST, named("one name", 102)), joined, NOW))
                .isEqualTo(Refusal.RETIRED_KEY);
    }

    @Test
    void judge_registriesOfOtherNames_areRememberedBesideEachOther() {
        OfflineBundle other = signedBy(SECOND, named("another registry", 3));
        SeenBundles both = accepted(other, SEEN, Grounds.FIRST_SEEN);
        assertThat(both.registries()).hasSize(2);
        assertThat(accepted(SEVEN, both, Grounds.SEEN_BEFORE)).isEqualTo(both);
        assertThat(accepted(other, both, Grounds.SEEN_BEFORE)).isEqualTo(both);
    }

    @Test
    void judge_fingerprintOrAnchorGiven_confirmsOrRefuses() {
        Known right = new Known(Set.of(SEVEN.fingerprint()), Optional.empty());
        assertThat(((Standing.Accepted) BundleTrust.judge(SEVEN, SeenBundles.NONE, right, NOW)).grounds())
                .isEqualTo(Grounds.FINGERPRINT);
        Known wrong = new Known(Set.of(Bytes.of(new byte[32])), Optional.empty());
        assertThat(((Standing.Refused) BundleTrust.judge(SEVEN, SEEN, wrong, NOW)).refusal())
                .isEqualTo(Refusal.NOT_CONFIRMED);
        TrustStore root = TrustStore.of(List.of(REGISTRY.pki().root()), TestPki.PROVIDER);
        Known anchor = new Known(Set.of(), Optional.of(root));
        assertThat(((Standing.Accepted) BundleTrust.judge(SEVEN, SeenBundles.NONE, anchor, NOW)).grounds())
                .isEqualTo(Grounds.ANCHOR);
        TrustStore foreign = TrustStore.of(List.of(new TestPki(Samples.CEREMONY).root()), TestPki.PROVIDER);
        assertThat(((Standing.Refused) BundleTrust.judge(
                                SEVEN, SeenBundles.NONE, new Known(Set.of(), Optional.of(foreign)), NOW))
                        .refusal())
                .isEqualTo(Refusal.NOT_CONFIRMED);
    }

    @Test
    void judge_keySucceeded_isAcceptedAndTheOldOneRefusedFromThenOn() throws Exception {
        OfflineBundle eight = signedBy(SECOND, 8, FIRST_TO_SECOND);

        SeenBundles after = accepted(eight, SEEN, Grounds.SUCCESSION);

        assertThat(accepted(signedBy(SECOND, 9, FIRST_TO_SECOND), after, Grounds.SEEN_BEFORE)
                        .registries()
                        .getFirst()
                        .keys())
                .hasSize(2);
        assertThat(refused(REGISTRY.bundle(10, NOW.plusSeconds(9)), after, NOW.plusSeconds(9)))
                .isEqualTo(Refusal.RETIRED_KEY);
    }

    /** A machine that was in a drawer while the key was changed twice. */
    @Test
    void judge_twoSuccessionsAtOnce_areFollowed() {
        SeenBundles after = accepted(signedBy(THIRD, 12, FIRST_TO_SECOND, SECOND_TO_THIRD), SEEN, Grounds.SUCCESSION);
        assertThat(refused(signedBy(SECOND, 13, FIRST_TO_SECOND), after, NOW)).isEqualTo(Refusal.RETIRED_KEY);
    }

    @Test
    void judge_successionThatDoesNotBeginWithAKnownKey_isRefused() {
        assertThat(refused(signedBy(THIRD, 12, SECOND_TO_THIRD), SEEN, NOW)).isEqualTo(Refusal.ANOTHER_KEY);
    }

    @Test
    void read_successionsThatAreNoLine_areRefused() {
        Bytes firstToThird = Succession.sign(FIRST, THIRD.certificate(), NOW, TestPki.PROVIDER);
        assertThat(reason(THIRD, firstToThird, SECOND_TO_THIRD)).isEqualTo(BundleException.Reason.SUCCESSION);
        assertThat(reason(FIRST, FIRST_TO_SECOND)).isEqualTo(BundleException.Reason.SUCCESSION);
        Bytes back = Succession.sign(SECOND, FIRST.certificate(), NOW, TestPki.PROVIDER);
        assertThat(reason(SECOND, FIRST_TO_SECOND, back)).isEqualTo(BundleException.Reason.SUCCESSION);
    }

    /** Somebody finds a key of long ago in a backup. A statement of its own time holds for ever. */
    @Test
    void read_successionStatedAfterTheKeysEnd_isRefused() {
        Instant end = FIRST.certificate().getNotAfter().toInstant();
        assertThat(signedBy(SECOND, 8, stated(end)).keys()).hasSize(2);
        assertThat(reason(SECOND, stated(end.plusSeconds(1)))).isEqualTo(BundleException.Reason.SUCCESSION);
        Instant beginning = FIRST.certificate().getNotBefore().toInstant();
        assertThat(signedBy(SECOND, 8, stated(beginning.minusSeconds(120))).keys())
                .hasSize(2);
        assertThat(reason(SECOND, stated(beginning.minusSeconds(121)))).isEqualTo(BundleException.Reason.SUCCESSION);
    }

    /** The first key about the second, as somebody without our writer would state it. */
    private static Bytes stated(Instant at) {
        List<CborItem.Pair> members = List.of(
                new CborItem.Pair(
                        CborItem.Whole.of(1), new CborItem.Octets(OfflineBundle.fingerprint(FIRST.certificate()))),
                new CborItem.Pair(
                        CborItem.Whole.of(2), new CborItem.Octets(OfflineBundle.fingerprint(SECOND.certificate()))),
                new CborItem.Pair(CborItem.Whole.of(3), CborItem.Whole.of(at.getEpochSecond())));
        return new CoseSigner(TestPki.PROVIDER)
                .sign(Succession.TYPE, CborWriter.deterministic(new CborItem.Pairs(members)), FIRST);
    }

    @Test
    void seen_writtenAndRead_isTheSame() {
        SeenBundles after = accepted(signedBy(SECOND, 8, FIRST_TO_SECOND), SEEN, Grounds.SUCCESSION);
        assertThat(SeenBundles.read(after.json())).contains(after);
        assertThat(SeenBundles.read(SeenBundles.NONE.json())).contains(SeenBundles.NONE);
        for (String other : List.of(
                "",
                "{}",
                "[]",
                "{\"version\":2,\"registries\":[]}",
                after.json().toUtf8().replace("\"sequence\":8", "\"sequence\":0"),
                after.json().toUtf8().replace("2026", "day"),
                after.json().toUtf8().substring(1))) {
            assertThat(SeenBundles.read(Bytes.utf8(other))).as(other).isEmpty();
        }
    }

    private static BundleException.Reason reason(SigningKey key, Bytes... statements) {
        try {
            signedBy(key, 8, statements);
            throw new AssertionError("it was made");
        } catch (IllegalArgumentException refused) {
            return ((BundleException) refused.getCause()).reason();
        }
    }

    private static Bytes toFourth(SigningKey before) {
        return Succession.sign(before, FOURTH.certificate(), NOW, TestPki.PROVIDER);
    }

    private static Known fingerprint(SigningKey key) {
        return new Known(Set.of(OfflineBundle.fingerprint(key.certificate())), Optional.empty());
    }

    private static BundleTerms named(String registry, long sequence) {
        BundleTerms terms = TestRegistry.terms(sequence, NOW);
        return new BundleTerms(registry, sequence, NOW, terms.expires(), terms.maximumAge(), terms.maximumAges());
    }

    private static OfflineBundle signedBy(SigningKey key, long sequence, Bytes... statements) {
        return signedBy(key, TestRegistry.terms(sequence, NOW), statements);
    }

    private static OfflineBundle signedBy(SigningKey key, BundleTerms terms, Bytes... statements) {
        List<BundlePart> parts = new ArrayList<>(REGISTRY.parts());
        for (SigningKey each : List.of(FIRST, SECOND, THIRD, FOURTH)) {
            parts.add(BundlePart.certificate(each.certificate()));
        }
        for (Bytes statement : statements) {
            parts.add(BundlePart.succession(statement));
        }
        return new BundleWriter(TestPki.PROVIDER).write(terms, parts, key);
    }

    private static SeenBundles accepted(OfflineBundle bundle, SeenBundles seen, Grounds grounds) {
        return accepted(bundle, seen, Known.NOTHING, grounds);
    }

    private static SeenBundles accepted(OfflineBundle bundle, SeenBundles seen, Known known, Grounds grounds) {
        Standing standing = BundleTrust.judge(bundle, seen, known, NOW);
        assertThat(standing).isInstanceOf(Standing.Accepted.class);
        assertThat(((Standing.Accepted) standing).grounds()).isEqualTo(grounds);
        return ((Standing.Accepted) standing).remembered();
    }

    private static Refusal refused(OfflineBundle bundle, SeenBundles seen, Known known) {
        return refused(BundleTrust.judge(bundle, seen, known, NOW));
    }

    private static Refusal refused(OfflineBundle bundle, SeenBundles seen, Instant clock) {
        return refused(BundleTrust.judge(bundle, seen, Known.NOTHING, clock));
    }

    private static Refusal refused(Standing standing) {
        assertThat(standing).isInstanceOf(Standing.Refused.class);
        return ((Standing.Refused) standing).refusal();
    }
}
