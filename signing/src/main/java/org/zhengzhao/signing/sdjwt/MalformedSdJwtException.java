package org.zhengzhao.signing.sdjwt;

import java.util.Objects;

/** The one exception of everything that reads SD-JWTs here. */
public final class MalformedSdJwtException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule is broken. The names are codes of {@code zhengzhao check}: add, never rename. */
    public enum Reason {
        /** Longer, or of more parts, than what is looked at. */
        TOO_LARGE,
        /** Neither parts with tildes between and one at the end or before the key binding, nor the JSON form (RFC 9901 §4, §8). */
        STRUCTURE,
        /** The issuer's part, or the key binding, is no compact JWS as it is read here. */
        JWS,
        /** Not JSON, a member twice, or beyond the limits. */
        JSON,
        /** Objects and arrays within each other, disclosures counted, beyond the limit. */
        TOO_DEEP,
        /** Not base64url of an array of a salt, perhaps a name, and a value (§4.2). */
        DISCLOSURE,
        /** The same disclosure twice. */
        DUPLICATE_DISCLOSURE,
        /** {@code _sd_alg} is none of the hashes that are known here (§4.1.1). */
        DIGEST_ALGORITHM,
        /** {@code _sd} is no array of texts, or {@code ...} is not alone with one text in an element of an array (§4.2.4). */
        DIGEST,
        /** The same digest in two places (§7.1 step 4). */
        DUPLICATE_DIGEST,
        /** A disclosure with a name stands for an element of an array, or one without a name for a claim (§7.1 step 3c). */
        MISPLACED_DISCLOSURE,
        /** A disclosure is named {@code _sd} or {@code ...}. */
        RESERVED_NAME,
        /** A disclosed claim is there already. */
        CLAIM_COLLISION,
        /** A disclosure that no digest stands for (§7.1 step 5). */
        UNREFERENCED_DISCLOSURE,
        /** A registered claim of the wrong type. */
        CLAIM,
        /** The key binding is not of its type, or lacks one of its claims (§4.3). */
        KEY_BINDING
    }

    private final Reason reason;

    MalformedSdJwtException(Reason reason, String where) {
        super(where);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Where, or what, in a few words of ours; never octets of the token. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
