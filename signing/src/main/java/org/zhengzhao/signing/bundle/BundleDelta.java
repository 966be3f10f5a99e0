package org.zhengzhao.signing.bundle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleException.Reason;

/**
 * What is new in a bundle for whoever has an older one: the same signed manifest with only the parts that the older one lacks.
 * Applied, it gives the newer file, octet by octet.
 */
public final class BundleDelta {
    private BundleDelta() {}

    /**
     * Which bundle a delta goes on from, and which it leads to.
     *
     * @param manifest SHA-256 over the signed manifest of the older one
     */
    public record Steps(long from, Bytes manifest, long to) {}

    /** Makes the delta between two bundles of one registry. */
    public static Bytes make(OfflineBundle older, OfflineBundle newer) {
        return make(
                older.terms().sequence(),
                older.manifestDigest(),
                older.manifest().parts().stream().map(PartEntry::digest).collect(Collectors.toSet()),
                newer);
    }

    /**
     * Makes the delta from a bundle of which only this is known any more.
     *
     * @param manifest SHA-256 over its signed manifest
     * @param digests of all its parts
     */
    public static Bytes make(long sequence, Bytes manifest, Set<Bytes> digests, OfflineBundle newer) {
        try {
            BundleFile to = BundleFile.parse(newer.octets());
            Map<Bytes, Bytes> parts = new LinkedHashMap<>(to.parts());
            parts.keySet().removeAll(digests);
            return BundleFile.encode(to.message(), parts, Optional.of(new BundleFile.Base(sequence, manifest)));
        } catch (BundleException impossible) {
            throw new IllegalStateException("a bundle that was read can be read again", impossible);
        }
    }

    /** What a delta is about; its signature is checked when it is applied and read. */
    public static Steps steps(Bytes delta) throws BundleException {
        BundleFile file = BundleFile.parse(delta);
        BundleFile.Base base = require(file);
        return new Steps(
                base.sequence(), base.manifest(), file.manifest().terms().sequence());
    }

    /**
     * The octets of the newer bundle. Parts and digests are checked; read it to have its signature checked too.
     *
     * @throws BundleException if the delta goes on from another bundle, or is none
     */
    public static Bytes apply(OfflineBundle older, Bytes delta) throws BundleException {
        BundleFile file = BundleFile.parse(delta);
        BundleFile.Base base = require(file);
        if (!base.manifest().equals(older.manifestDigest())
                || base.sequence() != older.terms().sequence()) {
            throw new BundleException(Reason.ANOTHER_BASE, Long.toString(base.sequence()));
        }
        BundleFile from = BundleFile.parse(older.octets());
        Map<Bytes, Bytes> parts = new LinkedHashMap<>();
        long length = 0;
        for (PartEntry entry : file.manifest().parts()) {
            Bytes octets = Optional.ofNullable(file.parts().get(entry.digest()))
                    .or(() -> Optional.ofNullable(from.parts().get(entry.digest())))
                    .orElseThrow(() -> new BundleException(
                            Reason.PART_MISSING,
                            entry.kind() + " " + entry.digest().toHex()));
            length += parts.put(entry.digest(), octets) == null ? octets.length() : 0;
            if (length > BundleLimits.MAX_OCTETS) {
                throw new BundleException(Reason.TOO_LARGE, "file");
            }
        }
        Bytes whole = BundleFile.encode(file.message(), parts, Optional.empty());
        BundleFile.parse(whole);
        return whole;
    }

    private static BundleFile.Base require(BundleFile file) throws BundleException {
        return file.base().orElseThrow(() -> new BundleException(Reason.DELTA, "a whole bundle"));
    }
}
