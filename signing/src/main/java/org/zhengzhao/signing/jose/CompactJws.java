package org.zhengzhao.signing.jose;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.jose.RejectedJoseException.Reason;

/**
 * A JWS in compact form (RFC 7515 §7.1), read and not yet verified.
 *
 * @param algorithm what the header says; whether it is allowed is for the verifier to say
 * @param keyIdentifier {@code kid}: a hint where to look, never a reason to trust
 * @param type {@code typ}
 * @param signingInput the octets that were signed, never a re-encoding of them
 */
public record CompactJws(
        JsonValue.Members header,
        String algorithm,
        Optional<String> keyIdentifier,
        Optional<String> type,
        Bytes payload,
        Bytes signingInput,
        Bytes signature) {
    /** The longest text that is looked at: a status list of a million licenses fits. */
    public static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private static final int MAX_HEADER = 64 * 1024;
    private static final Set<String> KEY_SOURCES = Set.of("jwk", "jku", "x5u");

    public CompactJws {
        Objects.requireNonNull(header);
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(keyIdentifier);
        Objects.requireNonNull(type);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(signingInput);
        Objects.requireNonNull(signature);
    }

    public static CompactJws parse(String text) throws RejectedJoseException {
        return parse(text, false);
    }

    /**
     * The same, where a {@code kid} that is no text is passed over: RFC 7515 §4.1.4 wants a text, but some issuers number their
     * keys. Only the hint is lost; the signature must be that of a key all the same.
     */
    public static CompactJws parseWithAnyKeyName(String text) throws RejectedJoseException {
        return parse(text, true);
    }

    private static CompactJws parse(String text, boolean anyKeyName) throws RejectedJoseException {
        if (text.length() > MAX_CHARACTERS) {
            throw new RejectedJoseException(Reason.TOO_LARGE);
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first <= 0 || second < 0 || second == text.length() - 1 || text.indexOf('.', second + 1) >= 0) {
            throw new RejectedJoseException(Reason.STRUCTURE);
        }
        Bytes headerOctets = Base64Url.decode(text.substring(0, first));
        Bytes payload = Base64Url.decode(text.substring(first + 1, second));
        Bytes signature = Base64Url.decode(text.substring(second + 1));
        JsonValue.Members header = header(headerOctets);
        return new CompactJws(
                header,
                text(header, "alg").orElseThrow(() -> new RejectedJoseException(Reason.ALGORITHM)),
                anyKeyName ? header.findText("kid") : text(header, "kid"),
                text(header, "typ"),
                payload,
                Bytes.utf8(text.substring(0, second)),
                signature);
    }

    private static JsonValue.Members header(Bytes octets) throws RejectedJoseException {
        JsonValue.Members header;
        try {
            header = StrictJson.readObject(octets.toArray(), MAX_HEADER);
        } catch (MalformedJsonException malformed) {
            throw new RejectedJoseException(Reason.HEADER);
        }
        if (header.find("crit").isPresent() || header.find("b64").isPresent()) {
            throw new RejectedJoseException(Reason.CRITICAL);
        }
        if (KEY_SOURCES.stream().anyMatch(name -> header.find(name).isPresent())) {
            throw new RejectedJoseException(Reason.EMBEDDED_KEY);
        }
        return header;
    }

    private static Optional<String> text(JsonValue.Members header, String name) throws RejectedJoseException {
        if (header.find(name).isPresent() && header.findText(name).isEmpty()) {
            throw new RejectedJoseException(Reason.HEADER);
        }
        return header.findText(name);
    }
}
