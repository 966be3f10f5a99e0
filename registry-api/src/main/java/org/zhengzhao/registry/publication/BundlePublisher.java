package org.zhengzhao.registry.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.signing.bundle.BundlePart;
import org.zhengzhao.signing.bundle.BundleTerms;
import org.zhengzhao.signing.bundle.BundleWriter;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.key.SigningKey;

/**
 * Makes offline bundles, where something is new or the last one is old. One bundle is one transaction:
 *
 * <ol>
 *   <li>The making of bundles is locked. Another node that is at it is not waited for.
 *   <li>What goes into it is collected, compared with the last one, signed, read again and stored under the next number.
 * </ol>
 *
 * <p>A crash before the commit leaves the last bundle as the newest; its successor gets the same number, or a greater one. No number
 * is ever given to two bundles that somebody may have: octets are handed out only after the commit.
 */
@Singleton
public class BundlePublisher {
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final BundleRepository bundles;
    private final BundleParts parts;
    private final KeyRing keys;
    private final ComputePool pool;
    private final BundleConfig config;
    private final Map<LicenseTypeCode, Duration> maximumAges;
    private final Clock clock;
    private final BundleWriter writer = new BundleWriter(new BouncyCastleProvider());

    BundlePublisher(
            BundleRepository bundles,
            BundleParts parts,
            KeyRing keys,
            ComputePool pool,
            BundleConfig config,
            PublicationConfig publication,
            Clock clock) {
        this.bundles = bundles;
        this.parts = parts;
        this.keys = keys;
        this.pool = pool;
        this.config = config;
        this.maximumAges = config.maximumAges().map(MaximumAges::parse).orElse(Map.of());
        this.clock = clock;
        if (Stream.concat(Stream.of(config.maximumAge()), maximumAges.values().stream())
                .anyMatch(age -> age.compareTo(publication.renewAfter()) <= 0)) {
            throw new IllegalStateException(
                    "zhengzhao.publication.renew-after should be shorter than every maximum age of"
                            + " zhengzhao.offline-bundle, or nothing would ever be VALID");
        }
    }

    /** Makes a bundle where one is due, and says when; empty where none is due, or another node is at it. */
    Optional<Instant> publish() {
        return QuarkusTransaction.requiringNew().timeout(600).call(this::publishLocked);
    }

    private Optional<Instant> publishLocked() {
        OptionalLong last = bundles.lock();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<BundleRepository.Heading> newest = bundles.newest();
        if (newest.filter(one -> now.isBefore(one.issuedAt().plus(config.every())))
                .isPresent()) {
            requireClock(newest.get(), now);
            return Optional.empty();
        }
        SigningKey key = keys.requireBundleKey(now);
        List<BundlePart> content = parts.collect(key.certificate());
        Bytes digest = pool.runWaiting(() -> digest(content, key));
        if (newest.filter(one -> one.contentDigest().equals(digest)
                        && now.isBefore(one.issuedAt().plus(config.renewAfter())))
                .isPresent()) {
            return Optional.empty();
        }
        // Seconds since 1970, unless they have been used up: a registry that was restored from a backup goes on above
        // every number
        // that it gave before, which verifiers demand.
        long sequence = Math.max(last.getAsLong() + 1, now.getEpochSecond());
        BundleTerms terms = new BundleTerms(
                config.registryName(), sequence, now, now.plus(config.lifetime()), config.maximumAge(), maximumAges);
        OfflineBundle bundle = pool.runWaiting(() -> writer.write(terms, content, key));
        bundles.add(bundle, digest, now.minus(config.keep()));
        return Optional.of(now);
    }

    private static void requireClock(BundleRepository.Heading newest, Instant now) {
        if (newest.issuedAt().isAfter(now.plus(TOLERATED))) {
            throw new IllegalStateException(
                    "the newest bundle is of " + newest.issuedAt() + ", which is still to come");
        }
    }

    /** What is in it, and who answers for it, but for dates and number. */
    private Bytes digest(List<BundlePart> content, SigningKey key) {
        StringBuilder all = new StringBuilder();
        all.append(config.registryName())
                .append('\n')
                .append(config.lifetime())
                .append('\n')
                .append(config.maximumAge())
                .append('\n')
                .append(config.maximumAges().orElse(""))
                .append('\n')
                .append(key.certificate().getSerialNumber())
                .append('\n');
        content.stream()
                .map(part -> part.kind() + " " + part.name() + " "
                        + Sha256.of(part.octets()).toHex() + "\n")
                .sorted(Comparator.naturalOrder())
                .forEach(all::append);
        return Sha256.of(Bytes.utf8(all.toString()));
    }
}
