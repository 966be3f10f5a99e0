package org.zhengzhao.signing.receipt;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.cbor.CborDocument;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cbor.MalformedCborException;

/** Claims of a receipt as a CWT claims set (RFC 8392) in deterministic CBOR (RFC 8949 §4.2.1). */
record ReceiptCbor(CborItem.Pairs set, CborItem.Pairs receipt) implements ReceiptSource {
    private static final int ISS = 1;
    private static final int IAT = 6;
    private static final int CTI = 7;
    /** Private use (RFC 8392 §9.1: below -65536). */
    private static final int RECEIPT = -70002;

    /** Labels of the claims that limit (RFC 8392 §3.1). */
    private static final Map<Integer, String> LIMITING = Map.of(3, "aud", 4, "exp", 5, "nbf");

    private static final int UUID_OCTETS = 16;
    private static final CborLimits LIMITS = new CborLimits(ReceiptReader.MAX_OCTETS, 16, 2000);

    static Bytes write(ReceiptClaims claims) {
        List<CborItem.Pair> receipt = new ArrayList<>();
        text(receipt, ReceiptPart.AUTHORITY, claims.asker().authority().value());
        text(receipt, ReceiptPart.CLIENT, claims.asker().client());
        text(receipt, ReceiptPart.OFFICER, claims.asker().officer());
        text(receipt, ReceiptPart.PURPOSE, claims.askedFor().purpose());
        text(receipt, ReceiptPart.MATTER, claims.askedFor().matter());
        text(receipt, ReceiptPart.CASE_NUMBER, claims.askedFor().caseNumber());
        text(receipt, ReceiptPart.OPERATION, claims.operation().name());
        text(receipt, ReceiptPart.OUTCOME, claims.outcome().name());
        texts(
                receipt,
                ReceiptPart.LICENSES,
                claims.licenses().stream().map(LicenseIdentifier::value).toList());
        texts(receipt, ReceiptPart.FIELDS, claims.fields());
        texts(receipt, ReceiptPart.PREDICATES, claims.predicates());
        add(receipt, ReceiptPart.ANSWER_DIGEST, new CborItem.Octets(claims.answerDigest()));
        claims.holder().ifPresent(hash -> add(receipt, ReceiptPart.HOLDER, new CborItem.Octets(hash)));
        return CborWriter.deterministic(new CborItem.Pairs(List.of(
                pair(ISS, new CborItem.Text(claims.registry())),
                pair(IAT, CborItem.Whole.of(claims.askedAt().getEpochSecond())),
                pair(CTI, new CborItem.Octets(octets(claims.id()))),
                pair(RECEIPT, new CborItem.Pairs(receipt)))));
    }

    /** Reads a claims set. Claims beside those of the receipt are passed over, as RFC 8392 §3 has it. */
    static ReceiptCbor read(Bytes payload) throws MalformedReceiptException {
        try {
            CborDocument document = CborReader.read(payload, LIMITS);
            if (document.isDeterministic() && document.item() instanceof CborItem.Pairs set) {
                CborItem.Pairs receipt = set.find(RECEIPT)
                        .flatMap(CborItem::asPairs)
                        .orElseThrow(() -> MalformedReceiptException.malformed("receipt"));
                return new ReceiptCbor(set, receipt);
            }
        } catch (MalformedCborException malformed) {
            throw MalformedReceiptException.malformed("payload");
        }
        throw MalformedReceiptException.malformed("payload");
    }

    @Override
    public String registry() throws MalformedReceiptException {
        return set.find(ISS).flatMap(CborItem::asText).orElseThrow(() -> MalformedReceiptException.malformed("iss"));
    }

    /** Whole seconds only: a floating-point date has more than one reading. */
    @Override
    public Instant askedAt() throws MalformedReceiptException {
        return ReceiptTimes.instant(set.find(IAT).flatMap(CborItem::asLong));
    }

    @Override
    public UUID id() throws MalformedReceiptException {
        ByteBuffer octets = ByteBuffer.wrap(set.find(CTI)
                .flatMap(CborItem::asOctets)
                .filter(found -> found.length() == UUID_OCTETS)
                .orElseThrow(() -> MalformedReceiptException.malformed("cti"))
                .toArray());
        return new UUID(octets.getLong(), octets.getLong());
    }

    @Override
    public String text(ReceiptPart part) throws MalformedReceiptException {
        return receipt.find(part.label()).flatMap(CborItem::asText).orElseThrow(() -> ReceiptSource.malformed(part));
    }

    @Override
    public List<String> texts(ReceiptPart part, int most) throws MalformedReceiptException {
        if (receipt.find(part.label()).orElseThrow(() -> ReceiptSource.malformed(part)) instanceof CborItem.Items items
                && items.values().size() <= most) {
            List<String> texts = new ArrayList<>();
            for (CborItem item : items.values()) {
                texts.add(item.asText().orElseThrow(() -> ReceiptSource.malformed(part)));
            }
            return texts;
        }
        throw ReceiptSource.malformed(part);
    }

    @Override
    public Optional<Bytes> octets(ReceiptPart part) throws MalformedReceiptException {
        Optional<CborItem> item = receipt.find(part.label());
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(item.get().asOctets().orElseThrow(() -> ReceiptSource.malformed(part)));
    }

    @Override
    public boolean saysMore() {
        return !receipt.values().stream()
                .allMatch(
                        pair -> pair.key().asLong().filter(ReceiptPart::isKnown).isPresent());
    }

    @Override
    public Optional<String> findLimit() {
        return LIMITING.entrySet().stream()
                .filter(limit -> set.find(limit.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }

    private static void text(List<CborItem.Pair> receipt, ReceiptPart part, String text) {
        add(receipt, part, new CborItem.Text(text));
    }

    private static void texts(List<CborItem.Pair> receipt, ReceiptPart part, List<String> texts) {
        add(
                receipt,
                part,
                new CborItem.Items(
                        texts.stream().<CborItem>map(CborItem.Text::new).toList()));
    }

    private static void add(List<CborItem.Pair> receipt, ReceiptPart part, CborItem value) {
        receipt.add(pair(part.label(), value));
    }

    private static CborItem.Pair pair(int label, CborItem value) {
        return new CborItem.Pair(CborItem.Whole.of(label), value);
    }

    private static Bytes octets(UUID id) {
        return Bytes.of(ByteBuffer.allocate(UUID_OCTETS)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }
}
