package org.zhengzhao.signing.envelope;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;

/**
 * The claims of a CBOR Web Token, RFC 8392 §3, registered ones checked for their types.
 *
 * @param all every claim, for whoever knows more of them
 */
public record TokenClaims(Optional<String> issuer, Optional<String> subject, TokenTimes times, CborItem.Pairs all) {
    private static final int ISSUER = 1;
    private static final int SUBJECT = 2;
    private static final int AUDIENCE = 3;
    private static final int EXPIRES = 4;
    private static final int NOT_BEFORE = 5;
    private static final int ISSUED_AT = 6;
    private static final int IDENTIFIER = 7;

    /** Last second of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    public TokenClaims {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(times);
        Objects.requireNonNull(all);
    }

    public static TokenClaims parse(Bytes payload) throws MalformedEnvelopeException {
        CborItem item;
        try {
            item = CborReader.read(payload, CborLimits.DEFAULT.withOctets(CoseMessage.MAX_OCTETS))
                    .item();
        } catch (MalformedCborException malformed) {
            throw new MalformedEnvelopeException(
                    Reason.CBOR, "claims: " + malformed.reason() + " at octet " + malformed.offset());
        }
        CborItem.Pairs claims =
                item.asPairs().orElseThrow(() -> new MalformedEnvelopeException(Reason.STRUCTURE, "claims: not a map"));
        for (CborItem.Pair claim : claims.values()) {
            if (claim.key().asLong().isEmpty() && claim.key().asText().isEmpty()) {
                throw new MalformedEnvelopeException(Reason.STRUCTURE, "claims: key");
            }
        }
        Optional<CborItem> identifier = claims.find(IDENTIFIER);
        if (identifier.isPresent() && identifier.get().asOctets().isEmpty()) {
            throw wrong("cti");
        }
        audience(claims);
        return new TokenClaims(
                text(claims, ISSUER, "iss"),
                text(claims, SUBJECT, "sub"),
                new TokenTimes(
                        instant(claims, ISSUED_AT, "iat"),
                        instant(claims, NOT_BEFORE, "nbf"),
                        instant(claims, EXPIRES, "exp")),
                claims);
    }

    private static void audience(CborItem.Pairs claims) throws MalformedEnvelopeException {
        Optional<CborItem> audience = claims.find(AUDIENCE);
        if (audience.isEmpty()) {
            return;
        }
        List<CborItem> several =
                audience.get() instanceof CborItem.Items items ? items.values() : List.of(audience.get());
        if (several.stream().anyMatch(one -> one.asText().isEmpty())) {
            throw wrong("aud");
        }
    }

    private static Optional<String> text(CborItem.Pairs claims, int key, String name)
            throws MalformedEnvelopeException {
        Optional<CborItem> value = claims.find(key);
        if (value.isPresent() && value.get().asText().isEmpty()) {
            throw wrong(name);
        }
        return value.flatMap(CborItem::asText);
    }

    /** RFC 8392 §2: a number without tag 1. Fractions of a second are read; what is no date of ours is not. */
    private static Optional<Instant> instant(CborItem.Pairs claims, int key, String name)
            throws MalformedEnvelopeException {
        Optional<CborItem> value = claims.find(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> whole = value.get().asLong();
        if (whole.filter(seconds -> seconds >= 0 && seconds <= LAST_SECOND).isPresent()) {
            return Optional.of(Instant.ofEpochSecond(whole.get()));
        }
        if (value.get() instanceof CborItem.Floating floating
                && floating.value() >= 0
                && floating.value() <= LAST_SECOND) {
            return Optional.of(Instant.ofEpochMilli(Math.round(floating.value() * 1000)));
        }
        throw wrong(name);
    }

    private static MalformedEnvelopeException wrong(String claim) {
        return new MalformedEnvelopeException(Reason.STRUCTURE, "claims: " + claim);
    }
}
