package org.zhengzhao.signing.bundle;

import java.util.List;
import java.util.Objects;

/**
 * What is signed of a bundle.
 *
 * @param parts by kind, then by name; none twice
 */
public record BundleManifest(BundleTerms terms, List<PartEntry> parts) {
    public BundleManifest {
        Objects.requireNonNull(terms);
        parts = List.copyOf(parts);
        if (parts.size() > BundleLimits.MAX_PARTS) {
            throw new IllegalArgumentException("too many parts");
        }
        for (int i = 1; i < parts.size(); i++) {
            if (PartEntry.ORDER.compare(parts.get(i - 1), parts.get(i)) >= 0) {
                throw new IllegalArgumentException("parts in their order, and none twice");
            }
        }
    }
}
