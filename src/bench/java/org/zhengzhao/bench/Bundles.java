package org.zhengzhao.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleDelta;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundlePart;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.BundleTerms;
import org.zhengzhao.signing.bundle.BundleTrust;
import org.zhengzhao.signing.bundle.BundleWriter;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.bundle.SeenBundles;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListClaims;
import org.zhengzhao.signing.status.StatusListSigner;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.PublishedList;
import org.zhengzhao.signing.verify.StatusLists;
import org.zhengzhao.signing.verify.TrustPolicy;

/**
 * What an offline bundle costs: its size, making it, loading it, for so many licenses of which one in a hundred is not valid, in
 * random places of lists of a million entries each. Times are processor time of the one thread that does it: on a machine with
 * nothing else to do, that is how long one waits.
 */
record Bundles(Report report, Provider provider, int repetitions) {
    private static final int ENTRIES = 1 << 20;
    private static final String LOCATION = "https://licenses.example.cn/v1/status-lists/";
    private static final int CHANGES = 1000;

    /** By itself, for whoever works on bundles. */
    public static void main(String... arguments) throws Exception {
        Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        new Bundles(report, new BouncyCastleProvider(), 5).measure();
    }

    void measure() throws BundleException {
        report.heading("OFFLINE BUNDLE, 1% of the licenses not valid");
        for (int licenses : new int[] {10_000, 1_000_000, 10_000_000}) {
            of(licenses);
        }
    }

    private void of(int licenses) throws BundleException {
        Registry registry = Registry.of(provider);
        String id = String.format(Locale.ROOT, "bundle1e%d", Math.round(Math.log10(licenses)));
        String many = String.format(Locale.ROOT, "%,d licenses: ", licenses);
        List<StatusList> lists = lists(licenses);
        List<Double> making = new ArrayList<>();
        List<Double> loading = new ArrayList<>();
        List<Double> asking = new ArrayList<>();
        OfflineBundle made = registry.bundle(1, lists);
        for (int i = 0; i < repetitions; i++) {
            long start = used();
            made = registry.bundle(1, lists);
            making.add((used() - start) / 1e6);
            start = used();
            StatusLists loaded = registry.load(made.octets());
            loading.add((used() - start) / 1e6);
            start = used();
            if (!(loaded.find(LOCATION + 0) instanceof PublishedList.Signed)) {
                throw new IllegalStateException("the list is not there");
            }
            asking.add((used() - start) / 1e6);
        }
        Bytes delta = BundleDelta.make(made, registry.bundle(2, changed(lists, licenses)));
        report.quantity(
                id + "Octets", many + "size of the bundle", made.octets().length() / 1e3, "kB");
        report.quantity(id + "Delta", many + "delta after " + CHANGES + " changes", delta.length() / 1e3, "kB");
        report.quantity(id + "Making", many + "made: lists compressed, all signed", median(making), "ms");
        report.quantity(
                id + "Loading", many + "loaded: signature, digests, whose, certificates", median(loading), "ms");
        report.quantity(id + "First", many + "first status: its list verified and expanded", median(asking), "ms");
    }

    private static long used() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(List<Double> values) {
        return Figure.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The same at every run; the places are as random as those of a registry. */
    private static List<StatusList> lists(int licenses) {
        Random random = new Random(licenses);
        return IntStream.range(0, (licenses + ENTRIES - 1) / ENTRIES)
                .mapToObj(index -> {
                    int size = Math.min(ENTRIES, licenses - index * ENTRIES);
                    return StatusList.zeros(2, size).with(setter -> {
                        for (int i = 0; i < size / 100; i++) {
                            setter.set(random.nextInt(size), 1 + random.nextInt(3));
                        }
                    });
                })
                .toList();
    }

    private static List<StatusList> changed(List<StatusList> lists, int licenses) {
        Random random = new Random(licenses + 1L);
        return lists.stream()
                .map(list -> list.with(setter -> {
                    for (int i = 0; i < CHANGES / lists.size(); i++) {
                        setter.set(random.nextInt((int) list.size()), 1);
                    }
                }))
                .toList();
    }

    /** Keys and certificates of a registry that publishes. */
    private record Registry(
            Provider provider, Instant now, RegistryPki.Issued root, SigningKey status, SigningKey bundles) {
        static Registry of(Provider provider) {
            RegistryPki pki = new RegistryPki(provider, new SecureRandom());
            Instant now = Instant.now();
            RegistryPki.Issued root = pki.root("Benchmark", now);
            RegistryPki.Issued issuing = pki.issuingAuthority("Benchmark", root, now);
            return new Registry(
                    provider,
                    now,
                    root,
                    key(pki, RegistryPurpose.STATUS_LISTS, issuing, now).handle(provider),
                    key(pki, RegistryPurpose.OFFLINE_BUNDLES, issuing, now).handle(provider));
        }

        private static RegistryPki.Issued key(
                RegistryPki pki, RegistryPurpose purpose, RegistryPki.Issued issuing, Instant now) {
            return pki.registry(Suite.ES256, "Benchmark", purpose, issuing, now);
        }

        OfflineBundle bundle(long sequence, List<StatusList> lists) {
            StatusListSigner signer = new StatusListSigner(provider);
            List<BundlePart> parts = new ArrayList<>(
                    List.of(BundlePart.anchor(root.certificate()), BundlePart.certificate(status.certificate())));
            for (int i = 0; i < lists.size(); i++) {
                String uri = LOCATION + i;
                StatusListClaims claims = new StatusListClaims(
                        uri, now, now.plus(Duration.ofDays(30)), Duration.ofMinutes(1), lists.get(i));
                parts.add(BundlePart.statusList(uri, signer.cwt(claims, status)));
            }
            BundleTerms terms = new BundleTerms(
                    "Benchmark", sequence, now, now.plus(Duration.ofDays(30)), Duration.ofDays(7), Map.of());
            return new BundleWriter(provider).write(terms, parts, bundles);
        }

        StatusLists load(Bytes octets) throws BundleException {
            OfflineBundle bundle = new BundleReader(provider).read(octets);
            BundleTrust.Standing standing = BundleTrust.judge(bundle, SeenBundles.NONE, BundleTrust.Known.NOTHING, now);
            if (!(standing instanceof BundleTrust.Standing.Accepted)) {
                throw new IllegalStateException("refused: " + standing);
            }
            TrustPolicy policy = BundleTrust.policy(bundle, TrustStore.of(List.of(), provider), provider);
            return policy.status().orElseThrow();
        }
    }
}
