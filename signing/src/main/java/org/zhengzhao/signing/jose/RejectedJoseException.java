package org.zhengzhao.signing.jose;

import java.util.Objects;

/** The one exception of everything that reads JOSE here: a text that is broken, forbidden, or not signed by the key. */
public final class RejectedJoseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule the text breaks. */
    public enum Reason {
        /** Longer than what is looked at. */
        TOO_LARGE,
        /** Not three parts with dots between, none of them empty but perhaps the payload. */
        STRUCTURE,
        /** Not base64url without padding, white space and bits that mean nothing. */
        BASE64,
        /** The header is no JSON object with members of the right type, each once. */
        HEADER,
        /** The header asks for an extension ({@code crit}, {@code b64}) that is not known here. */
        CRITICAL,
        /** The header brings a key along or says where to fetch one; keys come from the caller only. */
        EMBEDDED_KEY,
        /** The algorithm is missing, {@code none}, or not the one of the key. */
        ALGORITHM,
        /** The signature is not that of the key. */
        SIGNATURE,
        /** The key is not a public key of our suites, or not one for signatures. */
        KEY
    }

    private final Reason reason;

    RejectedJoseException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
