package org.zhengzhao.signing.status;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.status.MalformedStatusException.Reason;

/**
 * Where a token's status stands: the {@code status_list} member of its status claim (§6 of the draft). Nothing is fetched.
 *
 * @param index position in the list, from 0
 * @param uri location of the list, which its token repeats as its subject
 */
public record StatusReference(long index, String uri) {
    /** Claim key of {@code status} in a CWT; requested by the draft. */
    public static final int CLAIM = 65535;

    /** The member of the claim that says which list and where in it. */
    public static final String MEMBER = "status_list";

    private static final int MAX_URI = 2000;
    /** A scheme and visible ASCII characters (RFC 3986); what they lead to is not looked at. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[!-~]+");

    public StatusReference {
        Objects.requireNonNull(uri);
        if (index < 0 || uri.length() > MAX_URI || !URI.matcher(uri).matches()) {
            throw new IllegalArgumentException("an index from 0 and a location");
        }
    }

    /** The reference among the claims of a CWT; empty where the token has none. */
    public static Optional<StatusReference> find(CborItem.Pairs claims) throws MalformedStatusException {
        Optional<CborItem> status = claims.find(CLAIM);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        CborItem.Pairs members = status.get().asPairs().orElseThrow(() -> malformed("status"));
        Optional<CborItem> list = members.find(new CborItem.Text(MEMBER));
        if (list.isEmpty()) {
            // Another mechanism of telling a status; it says nothing here.
            return Optional.empty();
        }
        CborItem.Pairs reference = list.get().asPairs().orElseThrow(() -> malformed(MEMBER));
        return Optional.of(of(
                reference.find(new CborItem.Text("idx")).flatMap(CborItem::asLong),
                reference.find(new CborItem.Text("uri")).flatMap(CborItem::asText)));
    }

    /** The same among the claims of a JWT. */
    public static Optional<StatusReference> find(JsonValue.Members claims) throws MalformedStatusException {
        Optional<JsonValue> status = claims.find("status");
        if (status.isEmpty()) {
            return Optional.empty();
        }
        if (!(status.get() instanceof JsonValue.Members members)) {
            throw malformed("status");
        }
        Optional<JsonValue> list = members.find(MEMBER);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (!(list.get() instanceof JsonValue.Members reference)) {
            throw malformed(MEMBER);
        }
        return Optional.of(of(
                reference
                        .find("idx")
                        .flatMap(index ->
                                index instanceof JsonValue.Whole whole ? Optional.of(whole.value()) : Optional.empty()),
                reference.findText("uri")));
    }

    private static StatusReference of(Optional<Long> index, Optional<String> uri) throws MalformedStatusException {
        try {
            return new StatusReference(
                    index.orElseThrow(() -> malformed("idx")), uri.orElseThrow(() -> malformed("uri")));
        } catch (IllegalArgumentException outside) {
            throw malformed("idx or uri");
        }
    }

    private static MalformedStatusException malformed(String where) {
        return new MalformedStatusException(Reason.REFERENCE, where);
    }
}
