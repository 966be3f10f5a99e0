package org.zhengzhao.signing.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TokenTimes;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.status.MalformedStatusException.Reason;

/** Reads what a status list token says, from a JWT or a CWT whose signature was checked before, and bare lists. */
public final class StatusListReader {
    static final String JWT_TYPE = "statuslist+jwt";
    static final String CWT_TYPE = "application/statuslist+cwt";
    static final int STATUS_LIST = 65533;
    static final int TIME_TO_LIVE = 65534;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final long LONGEST_LIFE = 100L * 366 * 24 * 3600;

    private StatusListReader() {}

    /** §5.1 of the draft. */
    public static StatusListToken read(CompactJws token) throws MalformedStatusException {
        String type = token.type().orElse("");
        if (!type.equals(JWT_TYPE) && !type.equals("application/" + JWT_TYPE)) {
            throw new MalformedStatusException(Reason.TYPE, "typ");
        }
        JsonValue.Members claims;
        try {
            claims = StrictJson.readObject(token.payload().toArray(), CompactJws.MAX_CHARACTERS);
        } catch (MalformedJsonException malformed) {
            throw new MalformedStatusException(Reason.FORM, "claims");
        }
        JsonValue.Members list = claims.find("status_list")
                .flatMap(value -> value instanceof JsonValue.Members members ? Optional.of(members) : Optional.empty())
                .orElseThrow(() -> claim("status_list"));
        return new StatusListToken(
                StatusListToken.Form.JWT,
                claims.findText("sub").orElseThrow(() -> claim("sub")),
                times(new TokenTimes(instant(claims, "iat"), instant(claims, "nbf"), instant(claims, "exp"))),
                life(claims.find("ttl").isPresent(), claims.find("ttl").flatMap(StatusListReader::whole)),
                list(list));
    }

    /** §5.2 of the draft. */
    public static StatusListToken read(CoseMessage token, TokenClaims claims) throws MalformedStatusException {
        if (!token.body().findType().flatMap(CborItem::asText).equals(Optional.of(CWT_TYPE))) {
            throw new MalformedStatusException(Reason.TYPE, "type header");
        }
        CborItem list = claims.all().find(STATUS_LIST).orElseThrow(() -> claim("status_list"));
        return new StatusListToken(
                StatusListToken.Form.CWT,
                claims.subject().orElseThrow(() -> claim("sub")),
                times(claims.times()),
                life(
                        claims.all().find(TIME_TO_LIVE).isPresent(),
                        claims.all().find(TIME_TO_LIVE).flatMap(CborItem::asLong)),
                list(list.asPairs().orElseThrow(() -> claim("status_list"))));
    }

    /** §4.2 of the draft: a list in JSON. */
    public static StatusList list(JsonValue.Members list) throws MalformedStatusException {
        long bits = list.find("bits").flatMap(StatusListReader::whole).orElseThrow(() -> claim("bits"));
        String text = list.findText("lst").orElseThrow(() -> claim("lst"));
        try {
            return StatusList.decompress(bits(bits), Base64Url.decode(text));
        } catch (RejectedJoseException notBase64) {
            throw new MalformedStatusException(Reason.COMPRESSION, "lst");
        }
    }

    /** §4.3 of the draft: a list in CBOR. */
    public static StatusList list(CborItem.Pairs list) throws MalformedStatusException {
        long bits =
                list.find(new CborItem.Text("bits")).flatMap(CborItem::asLong).orElseThrow(() -> claim("bits"));
        Bytes octets =
                list.find(new CborItem.Text("lst")).flatMap(CborItem::asOctets).orElseThrow(() -> claim("lst"));
        return StatusList.decompress(bits(bits), octets);
    }

    private static int bits(long bits) throws MalformedStatusException {
        if (bits < 1 || bits > 8) {
            throw new MalformedStatusException(Reason.BITS, "bits");
        }
        return (int) bits;
    }

    private static TokenTimes times(TokenTimes times) throws MalformedStatusException {
        if (times.issuedAt().isEmpty()) {
            throw claim("iat");
        }
        return times;
    }

    private static Optional<Duration> life(boolean there, Optional<Long> seconds) throws MalformedStatusException {
        if (!there) {
            return Optional.empty();
        }
        long life = seconds.orElseThrow(() -> claim("ttl"));
        if (life < 1 || life > LONGEST_LIFE) {
            throw claim("ttl");
        }
        return Optional.of(Duration.ofSeconds(life));
    }

    private static Optional<Instant> instant(JsonValue.Members claims, String name) throws MalformedStatusException {
        Optional<JsonValue> value = claims.find(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        long seconds = whole(value.get()).orElseThrow(() -> claim(name));
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw claim(name);
        }
        return Optional.of(Instant.ofEpochSecond(seconds));
    }

    private static Optional<Long> whole(JsonValue value) {
        return value instanceof JsonValue.Whole whole ? Optional.of(whole.value()) : Optional.empty();
    }

    private static MalformedStatusException claim(String name) {
        return new MalformedStatusException(Reason.CLAIM, name);
    }
}
