package org.zhengzhao.signing.receipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

/** Claims of a receipt as a JWT claims set (RFC 7519) in canonical JSON (RFC 8785). */
record ReceiptJson(JsonValue.Members set, JsonValue.Members receipt) implements ReceiptSource {
    private static final String RECEIPT = "receipt";
    private static final List<String> LIMITING = List.of("aud", "exp", "nbf");

    static Bytes write(ReceiptClaims claims) {
        Map<String, JsonValue> receipt = new LinkedHashMap<>();
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
        text(receipt, ReceiptPart.ANSWER_DIGEST, claims.answerDigest().toHex());
        claims.holder().ifPresent(hash -> text(receipt, ReceiptPart.HOLDER, hash.toHex()));
        return CanonicalJson.bytes(new JsonValue.Members(Map.of(
                "iss",
                new JsonValue.Text(claims.registry()),
                "iat",
                new JsonValue.Whole(claims.askedAt().getEpochSecond()),
                "jti",
                new JsonValue.Text(claims.id().toString()),
                RECEIPT,
                new JsonValue.Members(receipt))));
    }

    /** Reads a claims set. Claims beside those of the receipt are passed over, as RFC 7519 §4 has it. */
    static ReceiptJson read(Bytes payload) throws MalformedReceiptException {
        try {
            JsonValue.Members set = StrictJson.readObject(payload.toArray(), ReceiptReader.MAX_OCTETS);
            if (!CanonicalJson.bytes(set).equals(payload)) {
                throw MalformedReceiptException.malformed("payload");
            }
            if (set.find(RECEIPT).orElseThrow(() -> MalformedReceiptException.malformed(RECEIPT))
                    instanceof JsonValue.Members receipt) {
                return new ReceiptJson(set, receipt);
            }
        } catch (MalformedJsonException malformed) {
            throw MalformedReceiptException.malformed("payload");
        }
        throw MalformedReceiptException.malformed(RECEIPT);
    }

    @Override
    public String registry() throws MalformedReceiptException {
        return set.findText("iss").orElseThrow(() -> MalformedReceiptException.malformed("iss"));
    }

    @Override
    public Instant askedAt() throws MalformedReceiptException {
        return ReceiptTimes.instant(set.find("iat")
                .flatMap(value ->
                        value instanceof JsonValue.Whole whole ? Optional.of(whole.value()) : Optional.empty()));
    }

    @Override
    public UUID id() throws MalformedReceiptException {
        String text = set.findText("jti").orElseThrow(() -> MalformedReceiptException.malformed("jti"));
        try {
            UUID id = UUID.fromString(text);
            // Java reads shortened groups and capitals too; one number has one text.
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAUuid) {
            throw MalformedReceiptException.malformed("jti");
        }
        throw MalformedReceiptException.malformed("jti");
    }

    @Override
    public String text(ReceiptPart part) throws MalformedReceiptException {
        return receipt.findText(part.title()).orElseThrow(() -> ReceiptSource.malformed(part));
    }

    @Override
    public List<String> texts(ReceiptPart part, int most) throws MalformedReceiptException {
        if (receipt.find(part.title()).orElseThrow(() -> ReceiptSource.malformed(part)) instanceof JsonValue.Items items
                && items.values().size() <= most) {
            List<String> texts = new ArrayList<>();
            for (JsonValue item : items.values()) {
                if (!(item instanceof JsonValue.Text text)) {
                    throw ReceiptSource.malformed(part);
                }
                texts.add(text.value());
            }
            return texts;
        }
        throw ReceiptSource.malformed(part);
    }

    @Override
    public Optional<Bytes> octets(ReceiptPart part) throws MalformedReceiptException {
        if (receipt.find(part.title()).isEmpty()) {
            return Optional.empty();
        }
        String text = text(part);
        try {
            Bytes octets = Bytes.of(HexFormat.of().parseHex(text));
            if (octets.toHex().equals(text)) {
                return Optional.of(octets);
            }
        } catch (IllegalArgumentException notHexadecimal) {
            throw ReceiptSource.malformed(part);
        }
        throw ReceiptSource.malformed(part);
    }

    @Override
    public boolean saysMore() {
        return !receipt.values().keySet().stream().allMatch(ReceiptPart::isKnown);
    }

    @Override
    public Optional<String> findLimit() {
        return LIMITING.stream().filter(name -> set.find(name).isPresent()).findFirst();
    }

    private static void text(Map<String, JsonValue> receipt, ReceiptPart part, String text) {
        receipt.put(part.title(), new JsonValue.Text(text));
    }

    private static void texts(Map<String, JsonValue> receipt, ReceiptPart part, List<String> texts) {
        receipt.put(
                part.title(),
                new JsonValue.Items(
                        texts.stream().<JsonValue>map(JsonValue.Text::new).toList()));
    }
}
