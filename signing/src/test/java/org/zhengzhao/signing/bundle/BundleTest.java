package org.zhengzhao.signing.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.CoseSigner;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestRegistry;
import org.zhengzhao.signing.verify.CompromisedKeys;
import org.zhengzhao.signing.verify.TypeRights;

/** A bundle is what was signed, whole, in one form; every way of being something else has its reason. */
class BundleTest {
    private static final TestRegistry REGISTRY = new TestRegistry();
    private static final Instant NOW = Samples.NOW;
    private static final OfflineBundle BUNDLE = REGISTRY.bundle(7, NOW);
    private static final CborItem.Items FILE = file(BUNDLE.octets());

    private final BundleReader reader = new BundleReader(TestPki.PROVIDER);

    @Test
    void read_bundleAsWritten_saysEverything() throws Exception {
        CompromisedKeys compromised = new CompromisedKeys(Map.of(Sha256.of(new byte[1]), NOW));
        TypeRights rights = new TypeRights(Map.of(TestRegistry.type(), Set.of(Samples.AUTHORITY.code())));
        List<BundlePart> parts = new ArrayList<>(REGISTRY.with(
                BundlePart.rights(rights),
                BundlePart.compromisedKeys(compromised),
                BundlePart.statusList(TestRegistry.LIST, REGISTRY.list(NOW))));
        REGISTRY.pki()
                .revocations(NOW, NOW.plus(Duration.ofDays(1)))
                .forEach(list -> parts.add(BundlePart.revocationList(list)));

        OfflineBundle bundle = reader.read(REGISTRY.bundle(7, NOW, parts).octets());

        assertThat(bundle.terms()).isEqualTo(TestRegistry.terms(7, NOW));
        assertThat(bundle.anchors()).containsExactly(REGISTRY.pki().root());
        assertThat(bundle.certificates())
                .contains(
                        REGISTRY.sealing().certificate(),
                        REGISTRY.bundleKey().certificate(),
                        REGISTRY.pki().issuer().certificate());
        assertThat(bundle.signer()).isEqualTo(REGISTRY.bundleKey().certificate());
        assertThat(bundle.rights()).isEqualTo(rights);
        assertThat(bundle.compromised()).isEqualTo(compromised);
        assertThat(bundle.revocationLists()).hasSize(2);
        assertThat(bundle.statusLists()).containsOnlyKeys(TestRegistry.LIST);
        assertThat(bundle.catalogue().get(TestRegistry.type()).chinese()).isEqualTo("食品经营许可证");
        assertThat(BundleReader.looksLike(bundle.octets())).isTrue();
        assertThat(BundleReader.looksLikeDelta(bundle.octets())).isFalse();
    }

    @Test
    void write_partsInAnyOrderAndTwice_isTheSameManifest() {
        List<BundlePart> parts = new ArrayList<>(REGISTRY.parts());
        OfflineBundle one = REGISTRY.bundle(7, NOW, parts);
        Collections.shuffle(parts, new Random(5));
        parts.add(parts.getFirst());
        OfflineBundle other = REGISTRY.bundle(7, NOW, parts);
        assertThat(other.manifest()).isEqualTo(one.manifest());
        assertThat(other.octets().length()).isEqualTo(one.octets().length());
    }

    @Test
    void write_keyForSomethingElseOrTwoPartsOfOneName_isRefused() {
        for (SigningKey other : List.of(REGISTRY.sealing(), REGISTRY.statusKey())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BundleWriter(TestPki.PROVIDER)
                            .write(TestRegistry.terms(1, NOW), REGISTRY.parts(), other));
        }
        List<BundlePart> twice = REGISTRY.with(
                BundlePart.statusList(TestRegistry.LIST, Bytes.utf8("a")),
                BundlePart.statusList(TestRegistry.LIST, Bytes.utf8("b")));
        assertThatIllegalArgumentException().isThrownBy(() -> REGISTRY.bundle(1, NOW, twice));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        REGISTRY.bundle(1, NOW, List.of(new BundlePart(BundleKind.ANCHOR, sha("x"), Bytes.utf8("x")))));
    }

    @Test
    void terms_thatNobodyMeans_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TestRegistry.terms(0, NOW));
        for (String name : List.of(" ", "a\u001Bb", "x".repeat(201))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BundleTerms(name, 1, NOW, NOW.plusSeconds(9), Duration.ofDays(1), Map.of()));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BundleTerms("x", 1, NOW, NOW, Duration.ofDays(1), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BundleTerms("x", 1, NOW, NOW.plusSeconds(9), Duration.ofSeconds(59), Map.of()));
    }

    @Test
    void delta_applied_givesTheNewerFileOctetByOctet() throws Exception {
        OfflineBundle newer = REGISTRY.bundle(8, NOW.plusSeconds(60));

        Bytes delta = BundleDelta.make(BUNDLE, newer);

        assertThat(BundleDelta.apply(BUNDLE, delta)).isEqualTo(newer.octets());
        assertThat(delta.length()).isLessThan(newer.octets().length() * 2 / 3);
        assertThat(BundleReader.looksLikeDelta(delta)).isTrue();
        assertThat(BundleDelta.steps(delta)).isEqualTo(new BundleDelta.Steps(7, BUNDLE.manifestDigest(), 8));
        assertThat(reason(delta)).isEqualTo("DELTA");
        OfflineBundle another = REGISTRY.bundle(7, NOW.plusSeconds(1));
        assertThat(reason(() -> BundleDelta.apply(another, delta))).isEqualTo("ANOTHER_BASE");
        assertThat(reason(() -> BundleDelta.apply(BUNDLE, BUNDLE.octets()))).isEqualTo("DELTA");
    }

    /** A delta may leave out only what the base has. */
    @Test
    void delta_withoutWhatIsNew_isRefused() throws Exception {
        OfflineBundle newer = REGISTRY.bundle(8, NOW.plusSeconds(60));
        CborItem.Items delta = file(BundleDelta.make(BUNDLE, newer));
        Bytes empty = encode(
                delta.values().get(0),
                delta.values().get(1),
                new CborItem.Pairs(List.of()),
                delta.values().get(3));
        assertThat(reason(() -> BundleDelta.apply(BUNDLE, empty))).isEqualTo("PART_MISSING");
    }

    @Test
    void read_otherOctets_isRefusedForTheRightReason() {
        assertThat(reason(Bytes.utf8(""))).isEqualTo("FORM");
        assertThat(reason(Bytes.utf8("-----BEGIN CERTIFICATE-----"))).isEqualTo("FORM");
        assertThat(reason(BUNDLE.octets().slice(0, BUNDLE.octets().length() - 1)))
                .isEqualTo("FORM");
        assertThat(reason(Bytes.hex(BUNDLE.octets().toHex() + "00"))).isEqualTo("FORM");
        // The same with a longer head: another octet string with the same meaning.
        assertThat(reason(Bytes.hex("9803" + BUNDLE.octets().toHex().substring(2))))
                .isEqualTo("FORM");
        assertThat(reason(encode(
                        CborItem.Whole.of(2),
                        FILE.values().get(1),
                        FILE.values().get(2))))
                .isEqualTo("VERSION");
        assertThat(reason(encode(
                        FILE.values().get(0),
                        new CborItem.Octets(Bytes.utf8("x")),
                        FILE.values().get(2))))
                .isEqualTo("MANIFEST");
        assertThat(reason(Bytes.of(new byte[BundleLimits.MAX_OCTETS + 1]))).isEqualTo("TOO_LARGE");
    }

    @Test
    void read_partsThatAreNotThoseThatWereSigned_isRefused() {
        List<CborItem.Pair> parts = FILE.values().get(2).asPairs().orElseThrow().values();
        assertThat(reason(withParts(parts.subList(1, parts.size())))).isEqualTo("PART_MISSING");

        List<CborItem.Pair> more = new ArrayList<>(parts);
        more.add(new CborItem.Pair(
                new CborItem.Octets(Sha256.of(Bytes.utf8("more"))), new CborItem.Octets(Bytes.utf8("more"))));
        assertThat(reason(withParts(more))).isEqualTo("PART_UNEXPECTED");

        List<CborItem.Pair> swapped = new ArrayList<>(parts);
        swapped.set(0, new CborItem.Pair(parts.get(0).key(), parts.get(1).value()));
        swapped.set(1, new CborItem.Pair(parts.get(1).key(), parts.get(0).value()));
        assertThat(reason(withParts(swapped))).isEqualTo("PART_ALTERED");

        List<CborItem.Pair> altered = new ArrayList<>(parts);
        byte[] octets = parts.get(0).value().asOctets().orElseThrow().toArray();
        octets[octets.length - 1] ^= 1;
        altered.set(0, new CborItem.Pair(parts.get(0).key(), new CborItem.Octets(Bytes.of(octets))));
        assertThat(reason(withParts(altered))).isEqualTo("PART_ALTERED");
    }

    @Test
    void read_signatureOfSomebodyElse_isRefused() {
        List<CborItem> parts = new ArrayList<>(message(BUNDLE).values());
        // The registry's name and terms, the signature of another key.
        parts.set(
                3,
                message(signed(REGISTRY.another(RegistryPurpose.OFFLINE_BUNDLES)))
                        .values()
                        .get(3));
        assertThat(reason(withMessage(cbor(new CborItem.Tagged(BigInteger.valueOf(18), new CborItem.Items(parts))))))
                .isEqualTo("SIGNATURE");
        assertThat(reason(withMessage(signed(REGISTRY.sealing())))).isEqualTo("SIGNER_PURPOSE");
        assertThat(reason(withMessage(signed(REGISTRY.statusKey())))).isEqualTo("SIGNER_PURPOSE");
        assertThat(reason(withMessage(signed(REGISTRY.another(RegistryPurpose.OFFLINE_BUNDLES)))))
                .isEqualTo("SIGNER_UNKNOWN");
    }

    @Test
    void read_everyOctetOfTheManifestFlipped_isRefused() {
        byte[] octets = BUNDLE.octets().toArray();
        int end = FILE.values().get(1).asOctets().orElseThrow().length() + 6;
        for (int i = 0; i < end; i++) {
            byte[] flipped = octets.clone();
            flipped[i] ^= 1;
            assertThat(reason(Bytes.of(flipped))).as("octet " + i).isNotEqualTo("READ");
        }
    }

    /** Signed by the registry's own key, and still no manifest. */
    @Test
    void read_manifestThatBreaksARule_isRefused() {
        List<CborItem.Pair> good = members();
        assertThat(reason(withManifest(good))).isEqualTo("READ");
        for (int i = 0; i < good.size(); i++) {
            List<CborItem.Pair> fewer = new ArrayList<>(good);
            fewer.remove(i);
            assertThat(reason(withManifest(fewer))).isEqualTo("MANIFEST");
            List<CborItem.Pair> wrong = new ArrayList<>(good);
            wrong.set(i, new CborItem.Pair(good.get(i).key(), new CborItem.Simple(20)));
            assertThat(reason(withManifest(wrong))).isEqualTo("MANIFEST");
        }
        List<CborItem.Pair> more = new ArrayList<>(good);
        more.add(new CborItem.Pair(CborItem.Whole.of(8), CborItem.Whole.of(1)));
        assertThat(reason(withManifest(more))).isEqualTo("MANIFEST");

        CborItem.Items parts = (CborItem.Items) good.get(6).value();
        List<CborItem> turned = new ArrayList<>(parts.values());
        Collections.reverse(turned);
        assertThat(reason(withManifest(with(good, 6, new CborItem.Items(turned)))))
                .isEqualTo("MANIFEST");
        List<CborItem> twice = new ArrayList<>(parts.values());
        twice.add(1, twice.getFirst());
        assertThat(reason(withManifest(with(good, 6, new CborItem.Items(twice)))))
                .isEqualTo("MANIFEST");
        for (String name : List.of("../../etc/passwd", "/etc/passwd", "")) {
            List<CborItem> named = new ArrayList<>(parts.values());
            List<CborItem> entry = new ArrayList<>(((CborItem.Items) named.getFirst()).values());
            entry.set(1, new CborItem.Text(name));
            named.set(0, new CborItem.Items(entry));
            assertThat(reason(withManifest(with(good, 6, new CborItem.Items(named)))))
                    .as(name)
                    .isEqualTo("MANIFEST");
        }
        List<CborItem> huge = new ArrayList<>(parts.values());
        List<CborItem> entry = new ArrayList<>(((CborItem.Items) huge.getFirst()).values());
        entry.set(3, CborItem.Whole.of(BundleLimits.MAX_PART + 1L));
        huge.set(0, new CborItem.Items(entry));
        assertThat(reason(withManifest(with(good, 6, new CborItem.Items(huge)))))
                .isEqualTo("TOO_LARGE");
        assertThat(reason(withManifest(with(
                        good,
                        6,
                        new CborItem.Items(
                                Collections.nCopies(10_001, parts.values().getFirst()))))))
                .isEqualTo("MANIFEST");
    }

    @Test
    void read_partThatCannotBeRead_isRefused() {
        for (BundlePart part : List.of(
                new BundlePart(BundleKind.ANCHOR, sha("no certificate"), Bytes.utf8("no certificate")),
                new BundlePart(BundleKind.CERTIFICATE, sha("no certificate"), Bytes.utf8("no certificate")),
                new BundlePart(BundleKind.REVOCATION_LIST, sha("no list"), Bytes.utf8("no list")),
                new BundlePart(BundleKind.RIGHTS, "", cbor(new CborItem.Text("x"))),
                new BundlePart(BundleKind.RIGHTS, "", Bytes.hex("bf" + "ff")),
                new BundlePart(
                        BundleKind.COMPROMISED_KEYS,
                        "",
                        cbor(new CborItem.Pairs(List.of(new CborItem.Pair(
                                new CborItem.Octets(Bytes.utf8("short")), CborItem.Whole.of(1)))))))) {
            List<BundlePart> parts = REGISTRY.with(part);
            assertThat(reason(written(parts))).as(part.kind().name()).isEqualTo("PART_BROKEN");
        }
        List<BundlePart> succession =
                REGISTRY.with(new BundlePart(BundleKind.SUCCESSION, sha("none"), Bytes.utf8("none")));
        assertThat(reason(written(succession))).isEqualTo("SUCCESSION");
    }

    /** Somebody finds a key of long ago in a backup, and signs what is of today. */
    @Test
    void read_bundleOfATimeInWhichTheSignersCertificateWasNotValid_isRefused() {
        Instant beginning = REGISTRY.bundleKey().certificate().getNotBefore().toInstant();
        Instant end = REGISTRY.bundleKey().certificate().getNotAfter().toInstant();
        assertThat(reason(written(REGISTRY.parts(), end))).isEqualTo("READ");
        assertThat(reason(written(REGISTRY.parts(), end.plusSeconds(1)))).isEqualTo("SIGNER_NOT_IN_FORCE");
        assertThat(reason(written(REGISTRY.parts(), beginning.minusSeconds(120))))
                .isEqualTo("READ");
        assertThat(reason(written(REGISTRY.parts(), beginning.minusSeconds(121))))
                .isEqualTo("SIGNER_NOT_IN_FORCE");
    }

    /** The reason of the refusal, or that there is none. */
    private String reason(Bytes octets) {
        try {
            reader.read(octets);
            return "READ";
        } catch (BundleException refused) {
            assertThat(refused.where()).isNotBlank();
            return refused.reason().name();
        }
    }

    private static String reason(ThrowingCallable call) {
        return catchThrowableOfType(BundleException.class, call).reason().name();
    }

    private static CborItem.Items file(Bytes octets) {
        try {
            return (CborItem.Items) CborReader.read(octets, BundleLimits.FILE).item();
        } catch (MalformedCborException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The parts of the signed manifest. */
    private static CborItem.Items message(OfflineBundle bundle) {
        return message(file(bundle.octets()).values().get(1).asOctets().orElseThrow());
    }

    private static CborItem.Items message(Bytes octets) {
        try {
            return (CborItem.Items) ((CborItem.Tagged)
                            CborReader.read(octets, BundleLimits.MANIFEST).item())
                    .value();
        } catch (MalformedCborException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<CborItem.Pair> members() {
        try {
            return CborReader.read(ManifestCbor.write(BUNDLE.manifest()), BundleLimits.MANIFEST)
                    .item()
                    .asPairs()
                    .orElseThrow()
                    .values();
        } catch (MalformedCborException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<CborItem.Pair> with(List<CborItem.Pair> members, int index, CborItem value) {
        List<CborItem.Pair> changed = new ArrayList<>(members);
        changed.set(index, new CborItem.Pair(members.get(index).key(), value));
        return changed;
    }

    private static Bytes cbor(CborItem item) {
        return CborWriter.deterministic(item);
    }

    private static Bytes encode(CborItem... items) {
        return cbor(new CborItem.Items(List.of(items)));
    }

    private static Bytes withParts(List<CborItem.Pair> parts) {
        return encode(FILE.values().get(0), FILE.values().get(1), new CborItem.Pairs(parts));
    }

    private static Bytes withMessage(Bytes message) {
        return encode(
                FILE.values().get(0),
                new CborItem.Octets(message),
                FILE.values().get(2));
    }

    private static Bytes withManifest(List<CborItem.Pair> members) {
        return withMessage(new CoseSigner(TestPki.PROVIDER)
                .sign(ManifestCbor.TYPE, cbor(new CborItem.Pairs(members)), REGISTRY.bundleKey()));
    }

    private static Bytes signed(SigningKey key) {
        return new CoseSigner(TestPki.PROVIDER).sign(ManifestCbor.TYPE, ManifestCbor.write(BUNDLE.manifest()), key);
    }

    /** As a registry without our writer would make it. */
    private static Bytes written(List<BundlePart> parts) {
        return written(parts, NOW);
    }

    private static Bytes written(List<BundlePart> parts, Instant issuedAt) {
        List<BundlePart> all = new ArrayList<>(parts);
        all.add(BundlePart.certificate(REGISTRY.bundleKey().certificate()));
        List<BundlePart> distinct = all.stream().distinct().toList();
        BundleManifest manifest = new BundleManifest(
                TestRegistry.terms(7, issuedAt),
                distinct.stream().map(PartEntry::of).sorted(PartEntry.ORDER).toList());
        Map<Bytes, Bytes> octets = new LinkedHashMap<>();
        distinct.forEach(part -> octets.put(Sha256.of(part.octets()), part.octets()));
        Bytes message = new CoseSigner(TestPki.PROVIDER)
                .sign(ManifestCbor.TYPE, ManifestCbor.write(manifest), REGISTRY.bundleKey());
        return BundleFile.encode(message, octets, Optional.empty());
    }

    private static String sha(String text) {
        return Sha256.of(Bytes.utf8(text)).toHex();
    }
}
