package org.zhengzhao.signing.credential;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.cose.Cbor;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.status.MalformedStatusException;
import org.zhengzhao.signing.status.StatusReference;

/** License claims as a CWT claims set (RFC 8392) in deterministic CBOR. */
public final class ClaimsCbor {
    private static final int ISS = 1;
    private static final int SUB = 2;
    private static final int EXP = 4;
    private static final int NBF = 5;
    private static final int IAT = 6;
    /** Private use (RFC 8392 §9.1: below -65536). */
    private static final int LICENSE = -70001;

    private static final int DIGEST = 1;
    private static final int TYPE_VERSION = 2;
    private static final int TYPE_NAME = 3;
    private static final int NUMBER = 4;
    private static final int HOLDERS = 5;
    private static final int FIELDS = 6;
    private static final int AUTHORITY_NAME = 7;
    private static final int ISSUED_ON = 8;

    private static final int MAX_TEXT = 4000;
    private static final CborLimits LIMITS = CborLimits.DEFAULT.withOctets(CoseSign1.MAX_OCTETS);
    /** Last second of the year 9999: later times are no dates that anybody printed. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private ClaimsCbor() {}

    public static Bytes write(LicenseClaims claims) {
        CBORObject license = CBORObject.NewMap()
                .Add(DIGEST, claims.digest().value().toArray())
                .Add(TYPE_VERSION, claims.typeVersion())
                .Add(
                        TYPE_NAME,
                        CBORObject.NewArray()
                                .Add(claims.typeName().chinese())
                                .Add(claims.typeName().english()))
                .Add(NUMBER, claims.number())
                .Add(HOLDERS, holders(claims.holders()))
                .Add(FIELDS, fields(claims.fields()))
                .Add(AUTHORITY_NAME, claims.authorityName())
                .Add(ISSUED_ON, claims.issuedOn().toString());
        CBORObject set = CBORObject.NewMap()
                .Add(ISS, claims.issuer().value())
                .Add(SUB, claims.identifier().value())
                .Add(NBF, claims.notBefore().getEpochSecond())
                .Add(IAT, claims.issuedAt().getEpochSecond())
                .Add(LICENSE, license);
        claims.expires().ifPresent(expires -> set.Add(EXP, expires.getEpochSecond()));
        claims.status().ifPresent(status -> set.Add(StatusReference.CLAIM, status(status)));
        return Cbor.encode(set);
    }

    /** Reads a claims set. Claims that are not known here are passed over, as RFC 8392 §3 has it. */
    public static LicenseClaims read(Bytes payload) throws MalformedClaimsException {
        CBORObject set = set(payload);
        CBORObject license = require(set, LICENSE, "license");
        if (license.getType() != CBORType.Map) {
            throw new MalformedClaimsException("license");
        }
        try {
            Optional<Instant> expires = expires(set);
            Instant notBefore = instant(require(set, NBF, "nbf"), "nbf");
            if (expires.isPresent() && !expires.get().isAfter(notBefore)) {
                throw new MalformedClaimsException("exp");
            }
            return new LicenseClaims(
                    issuer(set),
                    identifier(set),
                    issuedAt(set),
                    notBefore,
                    expires,
                    digest(license),
                    typeVersion(license),
                    typeName(license),
                    text(require(license, NUMBER, "number"), "number"),
                    holders(license),
                    fields(license),
                    text(require(license, AUTHORITY_NAME, "authorityName"), "authorityName"),
                    issuedOn(license),
                    status(payload));
        } catch (IllegalArgumentException brokenRule) {
            throw new MalformedClaimsException("license");
        }
    }

    private static CBORObject set(Bytes payload) throws MalformedClaimsException {
        try {
            CBORObject set = Cbor.decode(payload, CoseSign1.MAX_OCTETS);
            if (set.getType() == CBORType.Map) {
                return set;
            }
        } catch (MalformedCoseException malformed) {
            throw new MalformedClaimsException("payload");
        }
        throw new MalformedClaimsException("payload");
    }

    /** §6.3 of the token status list draft. */
    private static CBORObject status(StatusReference status) {
        return CBORObject.NewMap()
                .Add(
                        StatusReference.MEMBER,
                        CBORObject.NewMap().Add("idx", status.index()).Add("uri", status.uri()));
    }

    /** By the reader of the status lists' own package, so that a reference has one form everywhere. */
    private static Optional<StatusReference> status(Bytes payload) throws MalformedClaimsException {
        try {
            Optional<CborItem.Pairs> set =
                    CborReader.read(payload, LIMITS).item().asPairs();
            return set.isEmpty() ? Optional.empty() : StatusReference.find(set.get());
        } catch (MalformedCborException | MalformedStatusException malformed) {
            throw new MalformedClaimsException("status");
        }
    }

    private static CBORObject holders(List<ShownHolder> holders) {
        CBORObject items = CBORObject.NewArray();
        for (ShownHolder holder : holders) {
            items.Add(CBORObject.NewArray()
                    .Add(holder.name())
                    .Add(holder.codeType().code())
                    .Add(holder.code()));
        }
        return items;
    }

    private static CBORObject fields(List<ShownField> fields) {
        CBORObject items = CBORObject.NewArray();
        for (ShownField field : fields) {
            items.Add(CBORObject.NewArray().Add(field.name()).Add(field.title()).Add(value(field.value())));
        }
        return items;
    }

    private static CBORObject value(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> CBORObject.FromObject(text.value());
            case JsonValue.Whole whole -> CBORObject.FromObject(whole.value());
            case JsonValue.Flag flag -> flag.value() ? CBORObject.True : CBORObject.False;
            case JsonValue.Items items -> throw new IllegalArgumentException("not a plain value: " + items);
            case JsonValue.Members members -> throw new IllegalArgumentException("not a plain value: " + members);
        };
    }

    private static JsonValue value(CBORObject value) throws MalformedClaimsException {
        if (value.getType() == CBORType.Boolean) {
            return new JsonValue.Flag(value.AsBoolean());
        }
        if (value.getType() == CBORType.Integer && value.CanValueFitInInt64()) {
            long number = value.AsInt64Value();
            if (number <= JsonValue.Whole.LIMIT && number >= -JsonValue.Whole.LIMIT) {
                return new JsonValue.Whole(number);
            }
        }
        return new JsonValue.Text(anyText(value, "fields"));
    }

    private static Uscc issuer(CBORObject set) throws MalformedClaimsException {
        try {
            String text = text(require(set, ISS, "iss"), "iss");
            Uscc issuer = Uscc.parse(text);
            if (issuer.value().equals(text)) {
                return issuer;
            }
        } catch (MalformedCodeException malformed) {
            throw new MalformedClaimsException("iss");
        }
        throw new MalformedClaimsException("iss");
    }

    private static LicenseIdentifier identifier(CBORObject set) throws MalformedClaimsException {
        try {
            String text = text(require(set, SUB, "sub"), "sub");
            LicenseIdentifier identifier = LicenseIdentifier.parse(text);
            if (identifier.value().equals(text)) {
                return identifier;
            }
        } catch (MalformedCodeException malformed) {
            throw new MalformedClaimsException("sub");
        }
        throw new MalformedClaimsException("sub");
    }

    private static Optional<Instant> expires(CBORObject set) throws MalformedClaimsException {
        CBORObject value = set.get(CBORObject.FromObject(EXP));
        return value == null ? Optional.empty() : Optional.of(instant(value, "exp"));
    }

    /** An electronic license is never older than the epoch; the validity that it states may be. */
    private static Instant issuedAt(CBORObject set) throws MalformedClaimsException {
        Instant issued = instant(require(set, IAT, "iat"), "iat");
        if (issued.isBefore(Instant.EPOCH)) {
            throw new MalformedClaimsException("iat");
        }
        return issued;
    }

    /** Whole seconds only: a floating-point date has more than one reading. */
    private static Instant instant(CBORObject value, String claim) throws MalformedClaimsException {
        if (value.getType() != CBORType.Integer || !value.CanValueFitInInt64()) {
            throw new MalformedClaimsException(claim);
        }
        long seconds = value.AsInt64Value();
        if (seconds > LAST_SECOND || seconds < -LAST_SECOND) {
            throw new MalformedClaimsException(claim);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static LicenseDigest digest(CBORObject license) throws MalformedClaimsException {
        CBORObject value = require(license, DIGEST, "digest");
        if (value.getType() != CBORType.ByteString || value.GetByteString().length != 32) {
            throw new MalformedClaimsException("digest");
        }
        return new LicenseDigest(Bytes.of(value.GetByteString()));
    }

    private static int typeVersion(CBORObject license) throws MalformedClaimsException {
        CBORObject value = require(license, TYPE_VERSION, "typeVersion");
        if (value.getType() != CBORType.Integer || !value.CanValueFitInInt32() || value.AsInt32Value() < 1) {
            throw new MalformedClaimsException("typeVersion");
        }
        return value.AsInt32Value();
    }

    private static Bilingual typeName(CBORObject license) throws MalformedClaimsException {
        CBORObject names = array(require(license, TYPE_NAME, "typeName"), 2, "typeName");
        return new Bilingual(text(names.get(0), "typeName"), text(names.get(1), "typeName"));
    }

    private static List<ShownHolder> holders(CBORObject license) throws MalformedClaimsException {
        CBORObject items = array(require(license, HOLDERS, "holders"), LicenseContent.MAX_HOLDERS, "holders");
        List<ShownHolder> holders = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            CBORObject item = exactly(items.get(i), 3, "holders");
            try {
                holders.add(new ShownHolder(
                        text(item.get(0), "holders"),
                        HolderCodeType.parse(text(item.get(1), "holders")),
                        text(item.get(2), "holders")));
            } catch (MalformedCodeException unknownType) {
                throw new MalformedClaimsException("holders");
            }
        }
        return holders;
    }

    private static List<ShownField> fields(CBORObject license) throws MalformedClaimsException {
        CBORObject items = array(require(license, FIELDS, "fields"), LicenseClaims.MAX_FIELDS, "fields");
        List<ShownField> fields = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            CBORObject item = exactly(items.get(i), 3, "fields");
            fields.add(new ShownField(text(item.get(0), "fields"), text(item.get(1), "fields"), value(item.get(2))));
        }
        return fields;
    }

    private static LocalDate issuedOn(CBORObject license) throws MalformedClaimsException {
        try {
            return LocalDate.parse(text(require(license, ISSUED_ON, "issuedOn"), "issuedOn"));
        } catch (DateTimeException notADate) {
            throw new MalformedClaimsException("issuedOn");
        }
    }

    private static CBORObject require(CBORObject map, int key, String claim) throws MalformedClaimsException {
        CBORObject value = map.get(CBORObject.FromObject(key));
        if (value == null) {
            throw new MalformedClaimsException(claim);
        }
        return value;
    }

    private static CBORObject array(CBORObject value, int most, String claim) throws MalformedClaimsException {
        if (value.getType() != CBORType.Array || value.size() > most) {
            throw new MalformedClaimsException(claim);
        }
        return value;
    }

    private static CBORObject exactly(CBORObject value, int size, String claim) throws MalformedClaimsException {
        if (array(value, size, claim).size() != size) {
            throw new MalformedClaimsException(claim);
        }
        return value;
    }

    private static String text(CBORObject value, String claim) throws MalformedClaimsException {
        String text = anyText(value, claim);
        if (text.isBlank()) {
            throw new MalformedClaimsException(claim);
        }
        return text;
    }

    private static String anyText(CBORObject value, String claim) throws MalformedClaimsException {
        if (value.getType() != CBORType.TextString || value.AsString().length() > MAX_TEXT) {
            throw new MalformedClaimsException(claim);
        }
        return value.AsString();
    }
}
