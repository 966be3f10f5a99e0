package org.zhengzhao.signing.bundle;

import java.util.Comparator;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.status.StatusReference;

/**
 * What a manifest says of a part.
 *
 * @param digest SHA-256 over its octets: its name in the file
 */
public record PartEntry(BundleKind kind, String name, Bytes digest, int length) {
    /** The one order in which a manifest lists its parts. */
    static final Comparator<PartEntry> ORDER =
            Comparator.<PartEntry>comparingInt(entry -> entry.kind().number()).thenComparing(PartEntry::name);

    private static final java.util.regex.Pattern DIGEST = java.util.regex.Pattern.compile("[0-9a-f]{64}");

    public PartEntry {
        Objects.requireNonNull(kind);
        if (!isName(kind, name)
                || digest.length() != Sha256.LENGTH
                || length < 1
                || length > most(kind)
                || named(kind) && !digest.toHex().equals(name)) {
            throw new IllegalArgumentException("no entry of a manifest");
        }
    }

    static PartEntry of(BundlePart part) {
        return new PartEntry(
                part.kind(),
                part.name(),
                Sha256.of(part.octets()),
                part.octets().length());
    }

    static int most(BundleKind kind) {
        return switch (kind) {
            case STATUS_LIST, REVOCATION_LIST -> BundleLimits.MAX_PART;
            case ANCHOR, CERTIFICATE, CATALOGUE, RIGHTS, COMPROMISED_KEYS, SUCCESSION -> BundleLimits.MAX_SMALL_PART;
        };
    }

    private static boolean named(BundleKind kind) {
        return kind != BundleKind.STATUS_LIST && !kind.single();
    }

    static boolean isName(BundleKind kind, String name) {
        if (kind == BundleKind.STATUS_LIST) {
            return isLocation(name);
        }
        return kind.single() ? name.isEmpty() : DIGEST.matcher(name).matches();
    }

    private static boolean isLocation(String name) {
        try {
            return new StatusReference(0, name).index() == 0;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
