package org.zhengzhao.signing.sdjwt;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;

/**
 * What a holder discloses (RFC 9901 §4.2): a claim with its name, or an element of an array without one.
 *
 * @param encoded as it stands in the token; digests are over this text, never over a re-encoding
 */
public record Disclosure(String encoded, Optional<String> name, ClaimValue value) {
    private static final int OF_ELEMENT = 2;
    private static final int OF_CLAIM = 3;

    public Disclosure {
        Objects.requireNonNull(encoded);
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    static Disclosure parse(String encoded) throws MalformedSdJwtException {
        Bytes json;
        try {
            json = Base64Url.decode(encoded);
        } catch (RejectedJoseException malformed) {
            throw new MalformedSdJwtException(Reason.DISCLOSURE, "base64url");
        }
        if (!(ClaimReader.read(json, "disclosure") instanceof ClaimValue.Items items)) {
            throw new MalformedSdJwtException(Reason.DISCLOSURE, "not an array");
        }
        List<ClaimValue> parts = items.values();
        if (parts.size() != OF_ELEMENT && parts.size() != OF_CLAIM) {
            throw new MalformedSdJwtException(Reason.DISCLOSURE, "neither two nor three elements");
        }
        if (!(parts.getFirst() instanceof ClaimValue.Text)) {
            throw new MalformedSdJwtException(Reason.DISCLOSURE, "the salt is no text");
        }
        return new Disclosure(encoded, name(parts), parts.getLast());
    }

    private static Optional<String> name(List<ClaimValue> parts) throws MalformedSdJwtException {
        if (parts.size() == OF_ELEMENT) {
            return Optional.empty();
        }
        if (!(parts.get(1) instanceof ClaimValue.Text name)) {
            throw new MalformedSdJwtException(Reason.DISCLOSURE, "the name is no text");
        }
        if (name.value().equals(Digests.OF_CLAIMS) || name.value().equals(Digests.OF_ELEMENT)) {
            throw new MalformedSdJwtException(Reason.RESERVED_NAME, "a claim called " + name.value());
        }
        return Optional.of(name.value());
    }

    /** Its name and value may be personal data. */
    @Override
    public String toString() {
        return "Disclosure of " + encoded.length() + " characters";
    }
}
