package org.zhengzhao.signing.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.bundle.BundleException.Reason;
import org.zhengzhao.signing.cbor.CborDocument;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TypedMessage;

/**
 * The outer form of a bundle or delta: the signed manifest, and octets by their digest. Those of a bundle are all that the
 * manifest names, those of a delta some of them; there are no others, and each has the digest and length that the manifest says.
 *
 * @param base for a delta, the bundle that it goes on from
 */
record BundleFile(
        Bytes message, TypedMessage envelope, BundleManifest manifest, Map<Bytes, Bytes> parts, Optional<Base> base) {
    private static final long VERSION = 1;

    BundleFile {
        Objects.requireNonNull(message);
        Objects.requireNonNull(envelope);
        Objects.requireNonNull(manifest);
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        Objects.requireNonNull(base);
    }

    /**
     * Which bundle a delta goes on from.
     *
     * @param manifest SHA-256 over its signed manifest
     */
    record Base(long sequence, Bytes manifest) {
        Base {
            if (sequence < 1 || manifest.length() != Sha256.LENGTH) {
                throw new IllegalArgumentException("no base of a delta");
            }
        }
    }

    static Bytes encode(Bytes message, Map<Bytes, Bytes> parts, Optional<Base> base) {
        List<CborItem.Pair> pairs = new ArrayList<>();
        parts.forEach((digest, octets) ->
                pairs.add(new CborItem.Pair(new CborItem.Octets(digest), new CborItem.Octets(octets))));
        List<CborItem> items = new ArrayList<>(
                List.of(CborItem.Whole.of(VERSION), new CborItem.Octets(message), new CborItem.Pairs(pairs)));
        base.ifPresent(from -> items.add(
                new CborItem.Items(List.of(CborItem.Whole.of(from.sequence()), new CborItem.Octets(from.manifest())))));
        return CborWriter.deterministic(new CborItem.Items(items));
    }

    static BundleFile parse(Bytes octets) throws BundleException {
        List<CborItem> items = items(octets);
        if (!items.getFirst().asLong().equals(Optional.of(VERSION))) {
            throw new BundleException(Reason.VERSION, "version");
        }
        Bytes message = items.get(1).asOctets().orElseThrow(() -> form("manifest"));
        if (message.length() > BundleLimits.MAX_MANIFEST) {
            throw new BundleException(Reason.TOO_LARGE, "manifest");
        }
        Map<Bytes, Bytes> parts = new LinkedHashMap<>();
        for (CborItem.Pair pair :
                items.get(2).asPairs().orElseThrow(() -> form("parts")).values()) {
            parts.put(
                    pair.key().asOctets().orElseThrow(() -> form("parts")),
                    pair.value().asOctets().orElseThrow(() -> form("parts")));
        }
        Optional<Base> base = items.size() == 4 ? Optional.of(base(items.get(3))) : Optional.empty();
        TypedMessage envelope = envelope(message);
        BundleManifest manifest = ManifestCbor.read(
                envelope.payloadOf(ManifestCbor.TYPE).orElseThrow(() -> new BundleException(Reason.MANIFEST, "type")));
        check(manifest, parts, base.isEmpty());
        return new BundleFile(message, envelope, manifest, parts, base);
    }

    private static List<CborItem> items(Bytes octets) throws BundleException {
        if (octets.length() > BundleLimits.MAX_OCTETS) {
            throw new BundleException(Reason.TOO_LARGE, "file");
        }
        try {
            CborDocument document = CborReader.read(octets, BundleLimits.FILE);
            if (document.isDeterministic()
                    && document.item() instanceof CborItem.Items items
                    && (items.values().size() == 3 || items.values().size() == 4)) {
                return items.values();
            }
        } catch (MalformedCborException malformed) {
            throw new BundleException(Reason.FORM, malformed.reason() + " at octet " + malformed.offset());
        }
        throw form("not in its one form");
    }

    private static Base base(CborItem item) throws BundleException {
        if (item instanceof CborItem.Items pair
                && pair.values().size() == 2
                && pair.values().getFirst().asLong().isPresent()
                && pair.values().getLast().asOctets().isPresent()) {
            try {
                return new Base(
                        pair.values().getFirst().asLong().get(),
                        pair.values().getLast().asOctets().get());
            } catch (IllegalArgumentException none) {
                throw form("base");
            }
        }
        throw form("base");
    }

    private static TypedMessage envelope(Bytes message) throws BundleException {
        try {
            return TypedMessage.parse(message);
        } catch (MalformedEnvelopeException malformed) {
            throw new BundleException(Reason.MANIFEST, "envelope");
        }
    }

    /** Every octet of the file is one that the signature answers for. */
    private static void check(BundleManifest manifest, Map<Bytes, Bytes> parts, boolean whole) throws BundleException {
        Map<Bytes, PartEntry> named = new LinkedHashMap<>();
        for (PartEntry entry : manifest.parts()) {
            PartEntry same = named.putIfAbsent(entry.digest(), entry);
            if (same != null && same.length() != entry.length()) {
                throw new BundleException(Reason.MANIFEST, "one digest, two lengths");
            }
            if (whole && !parts.containsKey(entry.digest())) {
                throw new BundleException(
                        Reason.PART_MISSING, entry.kind() + " " + entry.digest().toHex());
            }
        }
        for (Map.Entry<Bytes, Bytes> part : parts.entrySet()) {
            PartEntry entry = named.get(part.getKey());
            if (entry == null) {
                throw new BundleException(Reason.PART_UNEXPECTED, "a part that the manifest does not name");
            }
            if (part.getValue().length() != entry.length()
                    || !Sha256.of(part.getValue()).equals(part.getKey())) {
                throw new BundleException(
                        Reason.PART_ALTERED, entry.kind() + " " + entry.digest().toHex());
            }
        }
    }

    private static BundleException form(String where) {
        return new BundleException(Reason.FORM, where);
    }
}
