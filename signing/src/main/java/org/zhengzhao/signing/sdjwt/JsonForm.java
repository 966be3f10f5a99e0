package org.zhengzhao.signing.sdjwt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;

/** The JSON forms of an SD-JWT (RFC 9901 §8, RFC 7515 §7.2): disclosures and key binding stand in an unprotected header. */
final class JsonForm {
    private static final String HEADER = "header";
    private static final String SIGNATURES = "signatures";
    private static final String DISCLOSURES = "disclosures";
    private static final String KEY_BINDING = "kb_jwt";

    private JsonForm() {}

    static SdJwt parse(String text) throws MalformedSdJwtException {
        ClaimValue.Members outer = ClaimReader.readObject(Bytes.utf8(text), "token");
        String payload = text(outer, "payload");
        Optional<ClaimValue> several = outer.find(SIGNATURES);
        if (several.isEmpty()) {
            return of(SdJwt.Form.FLATTENED_JSON, payload, List.of(outer));
        }
        // RFC 7515 §7.2.2: a flattened one has no signatures, a general one no signature.
        if (outer.find("signature").isPresent() || outer.find("protected").isPresent()) {
            throw new MalformedSdJwtException(Reason.STRUCTURE, "both JSON forms at once");
        }
        List<ClaimValue.Members> signatures = new ArrayList<>();
        if (several.get() instanceof ClaimValue.Items items) {
            for (ClaimValue item : items.values()) {
                if (!(item instanceof ClaimValue.Members signature)) {
                    throw new MalformedSdJwtException(Reason.STRUCTURE, SIGNATURES);
                }
                signatures.add(signature);
            }
        }
        return of(SdJwt.Form.GENERAL_JSON, payload, signatures);
    }

    private static SdJwt of(SdJwt.Form form, String payload, List<ClaimValue.Members> signatures)
            throws MalformedSdJwtException {
        List<String> signed = new ArrayList<>();
        List<String> disclosures = List.of();
        Optional<String> keyBinding = Optional.empty();
        for (ClaimValue.Members signature : signatures) {
            signed.add(text(signature, "protected") + "." + payload + "." + text(signature, "signature"));
            ClaimValue.Members header = header(signature);
            if (signed.size() == 1) {
                disclosures = disclosures(header);
                keyBinding = header.find(KEY_BINDING).isPresent()
                        ? Optional.of(text(header, KEY_BINDING))
                        : Optional.empty();
            } else if (header.find(DISCLOSURES).isPresent()
                    || header.find(KEY_BINDING).isPresent()) {
                // §8.1: they stand in the header of the first signature, and nowhere else.
                throw new MalformedSdJwtException(Reason.STRUCTURE, "disclosures in the header of a later signature");
            }
        }
        return SdJwt.of(form, signed, disclosures, keyBinding);
    }

    private static ClaimValue.Members header(ClaimValue.Members signature) throws MalformedSdJwtException {
        Optional<ClaimValue> header = signature.find(HEADER);
        if (header.isEmpty()) {
            return new ClaimValue.Members(Map.of());
        }
        if (header.get() instanceof ClaimValue.Members members) {
            return members;
        }
        throw new MalformedSdJwtException(Reason.STRUCTURE, HEADER);
    }

    private static List<String> disclosures(ClaimValue.Members header) throws MalformedSdJwtException {
        List<String> disclosures = new ArrayList<>();
        Optional<ClaimValue> given = header.find(DISCLOSURES);
        if (given.isPresent() && !(given.get() instanceof ClaimValue.Items)) {
            throw new MalformedSdJwtException(Reason.STRUCTURE, DISCLOSURES);
        }
        if (given.isPresent() && given.get() instanceof ClaimValue.Items items) {
            for (ClaimValue item : items.values()) {
                if (!(item instanceof ClaimValue.Text disclosure)) {
                    throw new MalformedSdJwtException(Reason.STRUCTURE, DISCLOSURES);
                }
                disclosures.add(disclosure.value());
            }
        }
        return disclosures;
    }

    private static String text(ClaimValue.Members members, String name) throws MalformedSdJwtException {
        return members.findText(name).orElseThrow(() -> new MalformedSdJwtException(Reason.STRUCTURE, name));
    }
}
