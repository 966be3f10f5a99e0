package org.zhengzhao.signing.status;

import java.security.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.envelope.CoseSigner;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;

/**
 * Makes signed status list tokens (§5 of the draft), as CWT and as JWT. The same claims and key give the same octets but for the
 * signature. What was made is read again by the reader of everybody before it is handed out.
 */
public final class StatusListSigner {
    private static final int SUBJECT = 2;
    private static final int EXPIRES = 4;
    private static final int ISSUED_AT = 6;

    private final CoseSigner messages;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public StatusListSigner(Provider provider) {
        this.messages = new CoseSigner(provider);
    }

    /**
     * A token in CBOR (§5.2 of the draft).
     *
     * @throws IllegalArgumentException if the key's certificate is not for status lists
     * @throws SigningFailedException if the certificate is not valid when the list is issued, or the key fails
     */
    public Bytes cwt(StatusListClaims claims, SigningKey key) {
        return cwt(claims, claims.list().compress(), key);
    }

    /**
     * A token in JSON (§5.1 of the draft); empty where the key's suite has no name in JOSE.
     *
     * @throws IllegalArgumentException if the key's certificate is not for status lists
     * @throws SigningFailedException if the certificate is not valid when the list is issued, or the key fails
     */
    public Optional<String> jwt(StatusListClaims claims, SigningKey key) {
        return jwt(claims, claims.list().compress(), key);
    }

    /** Both, for the cost of one compression, which is most of the work. */
    public StatusListTokens both(StatusListClaims claims, SigningKey key) {
        Bytes compressed = claims.list().compress();
        return new StatusListTokens(cwt(claims, compressed, key), jwt(claims, compressed, key));
    }

    private Bytes cwt(StatusListClaims claims, Bytes compressed, SigningKey key) {
        require(claims, key);
        CborItem list = new CborItem.Pairs(List.of(
                pair(new CborItem.Text("bits"), CborItem.Whole.of(claims.list().bits())),
                pair(new CborItem.Text("lst"), new CborItem.Octets(compressed))));
        Bytes payload = CborWriter.deterministic(new CborItem.Pairs(List.of(
                pair(SUBJECT, new CborItem.Text(claims.uri())),
                pair(EXPIRES, CborItem.Whole.of(claims.expires().getEpochSecond())),
                pair(ISSUED_AT, CborItem.Whole.of(claims.issuedAt().getEpochSecond())),
                pair(
                        StatusListReader.TIME_TO_LIVE,
                        CborItem.Whole.of(claims.timeToLive().toSeconds())),
                pair(StatusListReader.STATUS_LIST, list))));
        Bytes token = messages.sign(StatusListReader.CWT_TYPE, payload, key);
        try {
            TypedMessage read = TypedMessage.parse(token);
            requireSame(claims, StatusListReader.read(read.message(), TokenClaims.parse(read.payload())));
        } catch (MalformedEnvelopeException | MalformedStatusException ownWork) {
            throw new SigningFailedException("the status list cannot be read again", ownWork);
        }
        return token;
    }

    private Optional<String> jwt(StatusListClaims claims, Bytes compressed, SigningKey key) {
        require(claims, key);
        Optional<String> algorithm = key.suite().joseAlgorithm();
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        Map<String, JsonValue> header = new LinkedHashMap<>();
        header.put("alg", new JsonValue.Text(algorithm.get()));
        header.put("kid", new JsonValue.Text(KeyIdentifier.of(key.certificate()).hex()));
        header.put("typ", new JsonValue.Text(StatusListReader.JWT_TYPE));
        Map<String, JsonValue> list = new LinkedHashMap<>();
        list.put("bits", new JsonValue.Whole(claims.list().bits()));
        list.put("lst", new JsonValue.Text(Base64Url.encode(compressed)));
        Map<String, JsonValue> payload = new LinkedHashMap<>();
        payload.put("exp", new JsonValue.Whole(claims.expires().getEpochSecond()));
        payload.put("iat", new JsonValue.Whole(claims.issuedAt().getEpochSecond()));
        payload.put("status_list", new JsonValue.Members(list));
        payload.put("sub", new JsonValue.Text(claims.uri()));
        payload.put("ttl", new JsonValue.Whole(claims.timeToLive().toSeconds()));
        String input = part(header) + "." + part(payload);
        String token =
                input + "." + Base64Url.encode(key.signRaw(Bytes.utf8(input).toArray()));
        try {
            requireSame(claims, StatusListReader.read(CompactJws.parse(token)));
        } catch (RejectedJoseException | MalformedStatusException ownWork) {
            throw new SigningFailedException("the status list cannot be read again", ownWork);
        }
        return Optional.of(token);
    }

    private static String part(Map<String, JsonValue> members) {
        return Base64Url.encode(CanonicalJson.bytes(new JsonValue.Members(members)));
    }

    private static void require(StatusListClaims claims, SigningKey key) {
        if (!RegistryPurpose.STATUS_LISTS.isOf(key.certificate())) {
            throw new IllegalArgumentException("the key's certificate is not for status lists");
        }
        key.requireInForce(claims.issuedAt());
    }

    private static void requireSame(StatusListClaims claims, StatusListToken read) {
        List<Object> wanted = new ArrayList<>(
                List.of(claims.uri(), claims.list(), Optional.of(claims.issuedAt()), Optional.of(claims.expires())));
        wanted.add(Optional.of(claims.timeToLive()));
        List<Object> found = new ArrayList<>(List.of(
                read.subject(),
                read.list(),
                read.times().issuedAt(),
                read.times().expires()));
        found.add(read.timeToLive());
        if (!wanted.equals(found)) {
            throw new SigningFailedException("the status list says something else when it is read again");
        }
    }

    private static CborItem.Pair pair(long key, CborItem value) {
        return pair(CborItem.Whole.of(key), value);
    }

    private static CborItem.Pair pair(CborItem key, CborItem value) {
        return new CborItem.Pair(key, value);
    }
}
