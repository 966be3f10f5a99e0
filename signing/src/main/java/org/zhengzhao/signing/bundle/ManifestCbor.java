package org.zhengzhao.signing.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.signing.bundle.BundleException.Reason;
import org.zhengzhao.signing.cbor.CborDocument;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cbor.MalformedCborException;

/** A manifest as it is signed: deterministic CBOR. Every member is there, and no other. */
final class ManifestCbor {
    static final String TYPE = "application/vnd.zhengzhao.bundle-manifest+cbor";

    private static final int REGISTRY = 1;
    private static final int SEQUENCE = 2;
    private static final int ISSUED_AT = 3;
    private static final int EXPIRES = 4;
    private static final int MAXIMUM_AGE = 5;
    private static final int MAXIMUM_AGES = 6;
    private static final int PARTS = 7;
    private static final int MEMBERS = 7;

    private static final long LAST_SECOND = 253_402_300_799L;

    private ManifestCbor() {}

    static Bytes write(BundleManifest manifest) {
        BundleTerms terms = manifest.terms();
        List<CborItem.Pair> ages = new ArrayList<>();
        terms.maximumAges()
                .forEach((type, age) -> ages.add(
                        new CborItem.Pair(new CborItem.Text(type.value()), CborItem.Whole.of(age.toSeconds()))));
        List<CborItem> parts = new ArrayList<>();
        for (PartEntry part : manifest.parts()) {
            parts.add(new CborItem.Items(List.of(
                    CborItem.Whole.of(part.kind().number()),
                    new CborItem.Text(part.name()),
                    new CborItem.Octets(part.digest()),
                    CborItem.Whole.of(part.length()))));
        }
        return CborWriter.deterministic(new CborItem.Pairs(List.of(
                pair(REGISTRY, new CborItem.Text(terms.registry())),
                pair(SEQUENCE, CborItem.Whole.of(terms.sequence())),
                pair(ISSUED_AT, CborItem.Whole.of(terms.issuedAt().getEpochSecond())),
                pair(EXPIRES, CborItem.Whole.of(terms.expires().getEpochSecond())),
                pair(MAXIMUM_AGE, CborItem.Whole.of(terms.maximumAge().toSeconds())),
                pair(MAXIMUM_AGES, new CborItem.Pairs(ages)),
                pair(PARTS, new CborItem.Items(parts)))));
    }

    static BundleManifest read(Bytes payload) throws BundleException {
        CborItem.Pairs members = members(payload);
        try {
            return new BundleManifest(
                    new BundleTerms(
                            find(members, REGISTRY).flatMap(CborItem::asText).orElseThrow(() -> wrong("registry")),
                            whole(members, SEQUENCE, "sequence"),
                            instant(members, ISSUED_AT, "issuedAt"),
                            instant(members, EXPIRES, "expires"),
                            seconds(find(members, MAXIMUM_AGE), "maximumAge"),
                            ages(members)),
                    parts(members));
        } catch (IllegalArgumentException brokenRule) {
            throw wrong("terms or parts");
        }
    }

    private static CborItem.Pairs members(Bytes payload) throws BundleException {
        try {
            CborDocument document = CborReader.read(payload, BundleLimits.MANIFEST);
            Optional<CborItem.Pairs> members = document.item().asPairs();
            if (document.isDeterministic()
                    && members.isPresent()
                    && members.get().values().size() == MEMBERS) {
                return members.get();
            }
        } catch (MalformedCborException malformed) {
            throw wrong(malformed.reason() + " at octet " + malformed.offset());
        }
        throw wrong("not in its one form");
    }

    private static Map<LicenseTypeCode, Duration> ages(CborItem.Pairs members) throws BundleException {
        CborItem.Pairs pairs =
                find(members, MAXIMUM_AGES).flatMap(CborItem::asPairs).orElseThrow(() -> wrong("maximumAges"));
        if (pairs.values().size() > BundleLimits.MAX_TYPES) {
            throw wrong("maximumAges");
        }
        Map<LicenseTypeCode, Duration> ages = new HashMap<>();
        for (CborItem.Pair pair : pairs.values()) {
            ages.put(
                    type(pair.key()).orElseThrow(() -> wrong("maximumAges")),
                    seconds(Optional.of(pair.value()), "maximumAges"));
        }
        return ages;
    }

    /** A type's code in its one form. */
    static Optional<LicenseTypeCode> type(CborItem item) {
        Optional<String> text = item.asText();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LicenseTypeCode.parse(text.get()))
                    .filter(type -> type.value().equals(text.get()));
        } catch (MalformedCodeException malformed) {
            return Optional.empty();
        }
    }

    private static List<PartEntry> parts(CborItem.Pairs members) throws BundleException {
        if (!(find(members, PARTS).orElseThrow(() -> wrong("parts")) instanceof CborItem.Items items)
                || items.values().size() > BundleLimits.MAX_PARTS) {
            throw wrong("parts");
        }
        List<PartEntry> parts = new ArrayList<>();
        for (CborItem item : items.values()) {
            if (!(item instanceof CborItem.Items entry) || entry.values().size() != 4) {
                throw wrong("part");
            }
            List<CborItem> values = entry.values();
            long length = values.get(3).asLong().orElseThrow(() -> wrong("part"));
            if (length < 1 || length > BundleLimits.MAX_PART) {
                throw new BundleException(Reason.TOO_LARGE, "part");
            }
            parts.add(new PartEntry(
                    values.get(0).asLong().flatMap(BundleKind::of).orElseThrow(() -> wrong("kind of part")),
                    values.get(1).asText().orElseThrow(() -> wrong("part")),
                    values.get(2).asOctets().orElseThrow(() -> wrong("part")),
                    (int) length));
        }
        return parts;
    }

    private static Instant instant(CborItem.Pairs members, int key, String name) throws BundleException {
        long seconds = whole(members, key, name);
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw wrong(name);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static Duration seconds(Optional<CborItem> value, String name) throws BundleException {
        long seconds = value.flatMap(CborItem::asLong).orElseThrow(() -> wrong(name));
        if (seconds < 1 || seconds > BundleLimits.LONGEST.toSeconds()) {
            throw wrong(name);
        }
        return Duration.ofSeconds(seconds);
    }

    private static long whole(CborItem.Pairs members, int key, String name) throws BundleException {
        return find(members, key).flatMap(CborItem::asLong).orElseThrow(() -> wrong(name));
    }

    private static Optional<CborItem> find(CborItem.Pairs members, int key) {
        return members.find(key);
    }

    private static CborItem.Pair pair(int key, CborItem value) {
        return new CborItem.Pair(CborItem.Whole.of(key), value);
    }

    private static BundleException wrong(String where) {
        return new BundleException(Reason.MANIFEST, where);
    }
}
