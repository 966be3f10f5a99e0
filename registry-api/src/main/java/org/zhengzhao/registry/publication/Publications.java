package org.zhengzhao.registry.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleDelta;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.OfflineBundle;

/**
 * Hands out what is published. Anybody may ask as often as they like, so a node asks the database for the same thing once a second at
 * most, keeps the newest bundle, and makes each delta to it once.
 */
@ApplicationScoped
public class Publications {
    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);
    private static final long MOST_OCTETS = 64L * 1024 * 1024;
    private static final int OVERHEAD = 500;
    private static final String BUNDLE = "bundle";

    private final PublishedListRepository published;
    private final BundleRepository bundles;
    private final ComputePool pool;
    private final BundleReader reader = new BundleReader(new BouncyCastleProvider());
    private final AtomicReference<Optional<Newest>> kept = new AtomicReference<>(Optional.empty());
    private final Cache<String, Optional<PublishedList>> lists = Caffeine.newBuilder()
            .maximumWeight(MOST_OCTETS)
            .weigher((String id, Optional<PublishedList> list) -> OVERHEAD
                    + list.map(known -> known.cwt().length()
                                    + known.jwt().map(String::length).orElse(0))
                            .orElse(0))
            .expireAfterWrite(KNOWN_FOR)
            .build();
    private final Cache<String, Optional<Newest>> newest =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(KNOWN_FOR).build();
    private final Cache<Steps, Optional<Bytes>> deltas = Caffeine.newBuilder()
            .maximumWeight(MOST_OCTETS)
            .weigher((Steps steps, Optional<Bytes> delta) ->
                    OVERHEAD + delta.map(Bytes::length).orElse(0))
            .build();

    /** The newest bundle. */
    record Newest(long sequence, OfflineBundle bundle) {}

    private record Steps(long from, long to) {}

    Publications(PublishedListRepository published, BundleRepository bundles, ComputePool pool) {
        this.published = published;
        this.bundles = bundles;
        this.pool = pool;
    }

    /** The newest tokens of a list; empty where there is no such list, or nothing was published of it yet. */
    Optional<PublishedList> findList(String id) {
        return lists.get(id, wanted -> QuarkusTransaction.requiringNew().call(() -> published.find(wanted)));
    }

    List<PublishedListRepository.Heading> lists(@Nullable String after, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> published.page(after, limit));
    }

    /** The newest bundle; empty where none was made yet. */
    Optional<Newest> newestBundle() {
        return newest.get(BUNDLE, all -> {
            Optional<Newest> known = kept.get();
            long sequence = known.map(Newest::sequence).orElse(0L);
            Optional<Newest> found;
            try {
                found = QuarkusTransaction.requiringNew()
                        .call(() -> bundles.octetsAfter(sequence))
                        .map(this::read)
                        .or(() -> known);
            } catch (RuntimeException unavailable) {
                // It is signed and dated: whoever gets it sees how old it is.
                return known.map(Optional::of).orElseThrow(() -> unavailable);
            }
            kept.set(found);
            return found;
        });
    }

    /** The same for other features: what everybody can know by now. */
    public Optional<OfflineBundle> findNewest() {
        return newestBundle().map(Newest::bundle);
    }

    /** What is new in a bundle since an older one; empty where that one is not known. */
    Optional<Bytes> findDelta(Newest to, long from) {
        return from > to.sequence()
                ? Optional.empty()
                : deltas.get(new Steps(from, to.sequence()), steps -> delta(to, from));
    }

    private Optional<Bytes> delta(Newest to, long from) {
        return QuarkusTransaction.requiringNew()
                .call(() -> bundles.find(from))
                .map(base -> pool.run(
                        () -> BundleDelta.make(base.sequence(), base.manifestDigest(), base.parts(), to.bundle())));
    }

    private Newest read(Bytes octets) {
        OfflineBundle bundle = pool.run(() -> {
            try {
                return reader.read(octets);
            } catch (BundleException broken) {
                throw new IllegalStateException("a stored bundle cannot be read: " + broken.reason(), broken);
            }
        });
        return new Newest(bundle.terms().sequence(), bundle);
    }
}
