package org.zhengzhao.signing.sdjwt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;

/**
 * An SD-JWT, perhaps with a key binding (RFC 9901 §4, §8), read and not yet verified.
 *
 * @param form in which it came
 * @param signed what the issuer signed; in the general JSON form once for each signature, all over one payload
 * @param keyBinding what the holder signed
 * @param boundText what {@code sd_hash} of a key binding is over (§4.3.1)
 */
public record SdJwt(
        Form form,
        List<CompactJws> signed,
        List<Disclosure> disclosures,
        Optional<CompactJws> keyBinding,
        String boundText) {
    /** The longest token that is looked at. */
    public static final int MAX_CHARACTERS = CompactJws.MAX_CHARACTERS;

    static final int MAX_DISCLOSURES = 2000;
    private static final int MAX_SIGNATURES = 16;

    /** The forms of RFC 9901 §4 and §8. */
    public enum Form {
        COMPACT,
        FLATTENED_JSON,
        GENERAL_JSON
    }

    public SdJwt {
        Objects.requireNonNull(form);
        signed = List.copyOf(signed);
        disclosures = List.copyOf(disclosures);
        Objects.requireNonNull(keyBinding);
        Objects.requireNonNull(boundText);
        if (signed.isEmpty()) {
            throw new IllegalArgumentException("nothing is signed");
        }
    }

    public static SdJwt parse(String text) throws MalformedSdJwtException {
        if (text.length() > MAX_CHARACTERS) {
            throw new MalformedSdJwtException(Reason.TOO_LARGE, "token");
        }
        return text.stripLeading().startsWith("{") ? JsonForm.parse(text) : compact(text);
    }

    private static SdJwt compact(String text) throws MalformedSdJwtException {
        int first = text.indexOf('~');
        int last = text.lastIndexOf('~');
        if (first < 0) {
            throw new MalformedSdJwtException(Reason.STRUCTURE, "no tilde");
        }
        List<String> disclosures = new ArrayList<>();
        for (int start = first + 1; start <= last; ) {
            int end = text.indexOf('~', start);
            disclosures.add(text.substring(start, end));
            start = end + 1;
            requireFew(disclosures.size());
        }
        return of(
                Form.COMPACT,
                List.of(text.substring(0, first)),
                disclosures,
                last == text.length() - 1 ? Optional.empty() : Optional.of(text.substring(last + 1)));
    }

    private static void requireFew(int disclosures) throws MalformedSdJwtException {
        if (disclosures > MAX_DISCLOSURES) {
            throw new MalformedSdJwtException(Reason.TOO_LARGE, "disclosures");
        }
    }

    /**
     * Reads the parts of whichever form.
     *
     * @param signed compact JWSs over the same payload
     */
    static SdJwt of(Form form, List<String> signed, List<String> disclosures, Optional<String> keyBinding)
            throws MalformedSdJwtException {
        requireFew(disclosures.size());
        if (signed.isEmpty() || signed.size() > MAX_SIGNATURES) {
            throw new MalformedSdJwtException(Reason.STRUCTURE, "no signature, or too many");
        }
        StringBuilder bound = new StringBuilder(signed.getFirst()).append('~');
        List<Disclosure> read = new ArrayList<>();
        for (String disclosure : disclosures) {
            read.add(Disclosure.parse(disclosure));
            bound.append(disclosure).append('~');
        }
        List<CompactJws> jwss = new ArrayList<>();
        for (String one : signed) {
            jwss.add(jws(one, "issuer"));
        }
        return new SdJwt(
                form,
                jwss,
                read,
                keyBinding.isPresent() ? Optional.of(jws(keyBinding.get(), "key binding")) : Optional.empty(),
                bound.toString());
    }

    private static CompactJws jws(String text, String where) throws MalformedSdJwtException {
        try {
            return CompactJws.parseWithAnyKeyName(text);
        } catch (RejectedJoseException rejected) {
            throw new MalformedSdJwtException(
                    Reason.JWS, where + ": " + rejected.reason().name());
        }
    }

    /** The payload as the issuer signed it, digests and all. */
    public ClaimValue.Members payload() throws MalformedSdJwtException {
        return ClaimReader.readObject(signed.getFirst().payload(), "payload");
    }

    /** The claims: the payload with the disclosures in their places and without digests (§7.1). */
    public ClaimValue.Members claims() throws MalformedSdJwtException {
        return Digests.resolve(payload(), disclosures);
    }

    /** The hash of disclosures and of the key binding. */
    public DisclosureHash hash() throws MalformedSdJwtException {
        return Digests.hash(payload());
    }

    /** What is disclosed may be personal data. */
    @Override
    public String toString() {
        return "SdJwt with " + disclosures.size() + " disclosures";
    }
}
