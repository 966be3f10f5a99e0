package org.zhengzhao.signing.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * What is remembered of a registry's bundles.
 *
 * @param keys SHA-256 of the certificates by which they were signed, in the order of their succession; the last is in use
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
     * @param before the keys that were known before; those that the bundle still names are not named twice
     */
    static SeenBundle of(OfflineBundle bundle, List<Bytes> before) {
        List<Bytes> named =
                bundle.keys().stream().map(OfflineBundle::fingerprint).toList();
        List<Bytes> keys = new ArrayList<>(before);
        keys.removeAll(named);
        keys.addAll(named);
        return new SeenBundle(
                bundle.terms().registry(),
                keys,
                bundle.terms().sequence(),
                bundle.manifestDigest(),
                bundle.terms().issuedAt());
    }

    Bytes currentKey() {
        return keys.getLast();
    }

    /** Whether a bundle is of this registry: signed by one of these keys, or by one that succeeds the last of them. */
    boolean isOf(OfflineBundle bundle) {
        return keys.contains(bundle.fingerprint())
                || bundle.keys().stream().map(OfflineBundle::fingerprint).anyMatch(currentKey()::equals);
    }
}
