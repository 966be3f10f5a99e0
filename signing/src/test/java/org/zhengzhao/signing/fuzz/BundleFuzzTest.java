package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.bundle.BundleDelta;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.bundle.SeenBundles;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestRegistry;

/** Bundles, deltas, and the file that remembers which were seen. */
class BundleFuzzTest {
    private static final TestRegistry REGISTRY = new TestRegistry();
    private static final OfflineBundle OLDER = REGISTRY.bundle(1, Samples.NOW);
    private static final OfflineBundle NEWER = REGISTRY.bundle(2, Samples.NOW.plusSeconds(1));
    private static final Bytes DELTA = BundleDelta.make(OLDER, NEWER);
    private static final BundleReader READER = new BundleReader(TestPki.PROVIDER);

    static Stream<byte[]> seeds() {
        return Stream.of(
                OLDER.octets().toArray(),
                DELTA.toArray(),
                SeenBundles.NONE.json().toArray(),
                Seeds.octets("{\"registries\":[{\"keys\":[\"" + Sha256.of(DELTA).toHex()
                        + "\"],\"manifest\":\"" + OLDER.manifestDigest().toHex()
                        + "\",\"newest\":\"2026-11-20T08:00:00Z\",\"registry\":\"x\",\"sequence\":1}],\"version\":1}"));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyOctets_areWhatWasSignedOrRefused(byte[] octets) {
        Bytes given = Bytes.of(octets);
        try {
            // Nobody has the keys: what is read was signed by the registry, octet by octet.
            assertThat(READER.read(given).octets()).isIn(OLDER.octets(), NEWER.octets());
        } catch (BundleException refused) {
            assertThat(refused.where()).isNotNull();
        }
        try {
            Bytes applied = BundleDelta.apply(OLDER, given);
            assertThat(READER.read(applied).octets()).isEqualTo(NEWER.octets());
        } catch (BundleException refused) {
            assertThat(refused.reason()).isNotNull();
        }
        SeenBundles.read(given)
                .ifPresent(seen -> assertThat(SeenBundles.read(seen.json())).contains(seen));
    }
}
