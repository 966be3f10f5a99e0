package org.zhengzhao.signing.bundle;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * What is remembered of a registry's bundles.
 *
 * @param keys SHA-256 of the certificates by which they were signed; the last is in use, those before it are retired
 * @param sequence the highest number seen
 * @param manifest SHA-256 over the signed manifest of that one
 * @param newest the latest time that was signed
 */
public record SeenBundle(String registry, List<Bytes> keys, long sequence, Bytes manifest, Instant newest) {
    public SeenBundle {
        Objects.requireNonNull(registry);
        keys = List.copyOf(keys);
        Objects.requireNonNull(newest);
        if (keys.isEmpty()
                || keys.stream().anyMatch(key -> key.length() != Sha256.LENGTH)
                || sequence < 1
                || manifest.length() != Sha256.LENGTH) {
            throw new IllegalArgumentException("nothing that was seen");
        }
    }

    /**
     * After a bundle was accepted.
     *
     * @param before what was remembered of the registry until now; keys that the bundle still names are not named twice
     */
    static SeenBundle of(OfflineBundle bundle, List<SeenBundle> before) {
        Set<Bytes> named = bundle.keys().stream()
                .map(OfflineBundle::fingerprint)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Bytes> keys = new LinkedHashSet<>();
        before.forEach(line -> keys.addAll(line.keys()));
        keys.removeAll(named);
        keys.addAll(named);
        return new SeenBundle(
                bundle.terms().registry(),
                List.copyOf(keys),
                bundle.terms().sequence(),
                bundle.manifestDigest(),
                bundle.terms().issuedAt());
    }

    Bytes currentKey() {
        return keys.getLast();
    }

    boolean hasRetired(Bytes key) {
        return keys.contains(key) && !currentKey().equals(key);
    }

    /** Whether one of these keys has signed a bundle, or stands before the one that has. */
    boolean touches(OfflineBundle bundle) {
        return bundle.keys().stream().map(OfflineBundle::fingerprint).anyMatch(keys::contains);
    }

    /** Whether the key in use has signed a bundle, or hands over to the one that has. */
    boolean leadsTo(OfflineBundle bundle) {
        return bundle.keys().stream().map(OfflineBundle::fingerprint).anyMatch(currentKey()::equals);
    }
}
