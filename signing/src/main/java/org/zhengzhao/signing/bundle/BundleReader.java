package org.zhengzhao.signing.bundle;

import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.bundle.BundleException.Reason;
import org.zhengzhao.signing.cbor.CborDocument;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.trust.ReadableCertificates;
import org.zhengzhao.signing.verify.CompromisedKeys;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.TypeRights;
import org.zhengzhao.signing.x509.CertificateParser;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.Purpose;
import org.zhengzhao.signing.x509.RevocationList;
import org.zhengzhao.signing.x509.UnusableCertificateException;

/** Reads bundles. Nothing is believed for being in one: see {@link BundleTrust}. Safe for use by many threads. */
public final class BundleReader {
    /** How a bundle begins: an array of three or four, the version, octets. */
    private static final int ARRAY_OF_THREE = 0x83;

    private static final int ARRAY_OF_FOUR = 0x84;
    private static final int FIRST_VERSION = 0x01;
    private static final int OCTETS = 2;
    private static final int MAX_TYPE_NAME = 400;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final CertificateParser certificates;
    private final SignatureVerifier signatures;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public BundleReader(Provider provider) {
        this.certificates = new CertificateParser(provider);
        this.signatures = new SignatureVerifier(provider);
    }

    /** Whether these octets begin as a bundle or a delta does, and as no certificate, PEM or document does. */
    public static boolean looksLike(Bytes octets) {
        return octets.length() > 3
                && ((octets.at(0) & 0xFF) == ARRAY_OF_THREE || (octets.at(0) & 0xFF) == ARRAY_OF_FOUR)
                && octets.at(1) == FIRST_VERSION
                && (octets.at(2) & 0xFF) >> 5 == OCTETS;
    }

    /** Whether they begin as a delta does. */
    public static boolean looksLikeDelta(Bytes octets) {
        return looksLike(octets) && (octets.at(0) & 0xFF) == ARRAY_OF_FOUR;
    }

    public OfflineBundle read(Bytes octets) throws BundleException {
        BundleFile file = BundleFile.parse(octets);
        if (file.base().isPresent()) {
            throw new BundleException(Reason.DELTA, "a delta, which says nothing without its base");
        }
        Map<Bytes, X509Certificate> known = new LinkedHashMap<>();
        List<X509Certificate> anchors = certificates(file, BundleKind.ANCHOR, known);
        List<X509Certificate> others = certificates(file, BundleKind.CERTIFICATE, known);
        X509Certificate signer = signer(file.envelope(), file.manifest().terms().issuedAt(), known);
        return new OfflineBundle(
                file.manifest(),
                Sha256.of(file.message()),
                keys(file, signer, known),
                anchors,
                others,
                revocationLists(file),
                catalogue(file),
                rights(file),
                statusLists(file),
                compromised(file),
                octets);
    }

    private X509Certificate signer(TypedMessage envelope, Instant issuedAt, Map<Bytes, X509Certificate> known)
            throws BundleException {
        List<X509Certificate> named = known.entrySet().stream()
                .filter(entry -> entry.getKey()
                        .slice(0, envelope.keyIdentifier().value().length())
                        .equals(envelope.keyIdentifier().value()))
                .map(Map.Entry::getValue)
                .toList();
        if (named.size() != 1) {
            throw new BundleException(
                    Reason.SIGNER_UNKNOWN, envelope.keyIdentifier().hex());
        }
        requireSigned(envelope, named.getFirst(), Reason.SIGNATURE);
        if (!isInForce(named.getFirst(), issuedAt)) {
            throw new BundleException(
                    Reason.SIGNER_NOT_IN_FORCE, envelope.keyIdentifier().hex());
        }
        return named.getFirst();
    }

    private void requireSigned(TypedMessage message, X509Certificate certificate, Reason otherwise)
            throws BundleException {
        if (!isForBundles(certificate)) {
            throw new BundleException(
                    Reason.SIGNER_PURPOSE, message.keyIdentifier().hex());
        }
        if (!message.signedBy(certificate, signatures)) {
            throw new BundleException(otherwise, message.keyIdentifier().hex());
        }
    }

    private static boolean isForBundles(X509Certificate certificate) {
        try {
            return List.of(Purpose.OFFLINE_BUNDLES.identifier()).equals(certificate.getExtendedKeyUsage());
        } catch (CertificateException unreadable) {
            return false;
        }
    }

    /** By the signer's own word for the time. The writer asks the same without tolerance. */
    private static boolean isInForce(X509Certificate certificate, Instant at) {
        return !at.plus(TrustPolicy.CLOCK_TOLERANCE)
                        .isBefore(certificate.getNotBefore().toInstant())
                && !at.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Goes back from the signer, key by key. Statements that do not belong to its line are refused with it. */
    private List<X509Certificate> keys(BundleFile file, X509Certificate signer, Map<Bytes, X509Certificate> known)
            throws BundleException {
        Map<Bytes, Bytes> before = new HashMap<>();
        for (PartEntry entry : parts(file, BundleKind.SUCCESSION, BundleLimits.MAX_SUCCESSIONS)) {
            TypedMessage message = Succession.parse(octets(file, entry));
            Succession statement = Succession.of(message);
            X509Certificate by = known.get(statement.before());
            X509Certificate next = known.get(statement.next());
            if (by == null || next == null || !isForBundles(next)) {
                throw new BundleException(Reason.SUCCESSION, "a certificate is not there, or not for bundles");
            }
            requireSigned(message, by, Reason.SUCCESSION);
            if (!isInForce(by, statement.statedAt())) {
                throw new BundleException(Reason.SUCCESSION, "stated when the key before was not valid");
            }
            if (before.put(statement.next(), statement.before()) != null) {
                throw new BundleException(Reason.SUCCESSION, "two keys before one");
            }
        }
        List<X509Certificate> keys = new ArrayList<>(List.of(signer));
        Set<Bytes> seen = new HashSet<>();
        Bytes current = OfflineBundle.fingerprint(signer);
        while (seen.add(current) && before.containsKey(current)) {
            current = before.get(current);
            keys.addFirst(known.get(current));
        }
        if (keys.size() != before.size() + 1 || seen.size() != keys.size()) {
            throw new BundleException(Reason.SUCCESSION, "not one line of keys");
        }
        return keys;
    }

    private List<X509Certificate> certificates(BundleFile file, BundleKind kind, Map<Bytes, X509Certificate> known)
            throws BundleException {
        List<X509Certificate> found = new ArrayList<>();
        for (PartEntry entry : parts(file, kind, BundleLimits.MAX_CERTIFICATES)) {
            try {
                X509Certificate certificate = ReadableCertificates.require(certificates.parse(octets(file, entry)));
                known.put(entry.digest(), certificate);
                found.add(certificate);
            } catch (UnusableCertificateException | CertificateException broken) {
                throw broken(entry);
            }
        }
        return found;
    }

    private static List<RevocationList> revocationLists(BundleFile file) throws BundleException {
        List<RevocationList> lists = new ArrayList<>();
        for (PartEntry entry : parts(file, BundleKind.REVOCATION_LIST, BundleLimits.MAX_CERTIFICATES)) {
            try {
                lists.add(RevocationList.parse(octets(file, entry)));
            } catch (MalformedEvidenceException broken) {
                throw broken(entry);
            }
        }
        return lists;
    }

    private static Map<String, Bytes> statusLists(BundleFile file) throws BundleException {
        Map<String, Bytes> lists = new LinkedHashMap<>();
        for (PartEntry entry : parts(file, BundleKind.STATUS_LIST, BundleLimits.MAX_PARTS)) {
            lists.put(entry.name(), octets(file, entry));
        }
        return lists;
    }

    private static Map<LicenseTypeCode, Bilingual> catalogue(BundleFile file) throws BundleException {
        Map<LicenseTypeCode, Bilingual> names = new LinkedHashMap<>();
        for (PartEntry entry : parts(file, BundleKind.CATALOGUE, 1)) {
            for (CborItem.Pair pair : pairs(file, entry, BundleLimits.MAX_TYPES)) {
                List<String> both = texts(entry, pair.value(), 2);
                if (both.size() != 2
                        || both.stream().anyMatch(name -> name.isBlank() || name.length() > MAX_TYPE_NAME)) {
                    throw broken(entry);
                }
                names.put(
                        ManifestCbor.type(pair.key()).orElseThrow(() -> broken(entry)),
                        new Bilingual(both.getFirst(), both.getLast()));
            }
        }
        return names;
    }

    private static TypeRights rights(BundleFile file) throws BundleException {
        Map<LicenseTypeCode, Set<Uscc>> issuers = new LinkedHashMap<>();
        for (PartEntry entry : parts(file, BundleKind.RIGHTS, 1)) {
            for (CborItem.Pair pair : pairs(file, entry, BundleLimits.MAX_TYPES)) {
                Set<Uscc> codes = new HashSet<>();
                for (String text : texts(entry, pair.value(), BundleLimits.MAX_ISSUERS_OF_A_TYPE)) {
                    codes.add(uscc(text).orElseThrow(() -> broken(entry)));
                }
                issuers.put(ManifestCbor.type(pair.key()).orElseThrow(() -> broken(entry)), codes);
            }
        }
        return new TypeRights(issuers);
    }

    private static CompromisedKeys compromised(BundleFile file) throws BundleException {
        Map<Bytes, Instant> since = new LinkedHashMap<>();
        for (PartEntry entry : parts(file, BundleKind.COMPROMISED_KEYS, 1)) {
            for (CborItem.Pair pair : pairs(file, entry, BundleLimits.MAX_COMPROMISED)) {
                long second = pair.value()
                        .asLong()
                        .filter(value -> value >= 0 && value <= LAST_SECOND)
                        .orElseThrow(() -> broken(entry));
                since.put(
                        pair.key()
                                .asOctets()
                                .filter(digest -> digest.length() == Sha256.LENGTH)
                                .orElseThrow(() -> broken(entry)),
                        Instant.ofEpochSecond(second));
            }
        }
        return new CompromisedKeys(since);
    }

    private static Optional<Uscc> uscc(String text) {
        try {
            return Optional.of(Uscc.parse(text)).filter(code -> code.value().equals(text));
        } catch (MalformedCodeException malformed) {
            return Optional.empty();
        }
    }

    private static List<CborItem.Pair> pairs(BundleFile file, PartEntry entry, int most) throws BundleException {
        try {
            CborDocument document = CborReader.read(octets(file, entry), BundleLimits.SMALL_PART);
            Optional<CborItem.Pairs> pairs = document.item().asPairs();
            if (document.isDeterministic()
                    && pairs.isPresent()
                    && pairs.get().values().size() <= most) {
                return pairs.get().values();
            }
        } catch (MalformedCborException malformed) {
            throw broken(entry);
        }
        throw broken(entry);
    }

    private static List<String> texts(PartEntry entry, CborItem item, int most) throws BundleException {
        if (!(item instanceof CborItem.Items items) || items.values().size() > most) {
            throw broken(entry);
        }
        List<String> texts = new ArrayList<>();
        for (CborItem text : items.values()) {
            texts.add(text.asText().orElseThrow(() -> broken(entry)));
        }
        return texts;
    }

    private static List<PartEntry> parts(BundleFile file, BundleKind kind, int most) throws BundleException {
        List<PartEntry> parts = file.manifest().parts().stream()
                .filter(entry -> entry.kind() == kind)
                .toList();
        if (parts.size() > most) {
            throw new BundleException(Reason.TOO_LARGE, kind.name());
        }
        return parts;
    }

    private static Bytes octets(BundleFile file, PartEntry entry) throws BundleException {
        return Optional.ofNullable(file.parts().get(entry.digest()))
                .orElseThrow(() ->
                        new BundleException(Reason.PART_MISSING, entry.kind().name()));
    }

    private static BundleException broken(PartEntry entry) {
        return new BundleException(
                Reason.PART_BROKEN, entry.kind() + " " + entry.digest().toHex());
    }
}
