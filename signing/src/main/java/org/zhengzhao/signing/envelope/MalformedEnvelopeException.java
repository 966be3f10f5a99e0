package org.zhengzhao.signing.envelope;

import java.util.Objects;

/** The one exception of everything that reads signed messages and keys here. */
public final class MalformedEnvelopeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule is broken. */
    public enum Reason {
        /** Not one well-formed CBOR item without duplicate keys, or beyond the limits. */
        CBOR,
        /** Not JSON as it is read here, or beyond the limits. */
        JSON,
        /** Not a compact JWS as it is read here. */
        JWS,
        /** The text does not begin with the prefix that was asked for. */
        PREFIX,
        /** Not Base45. */
        BASE45,
        /** Not one zlib stream within the limits, or not compressed where that was asked for. */
        COMPRESSION,
        /** Another tag than that of a signed message, or none. */
        TAG,
        /** The message is encrypted or carries a MAC: nobody has signed it. */
        NOT_SIGNED,
        /** Not the parts of such a message in their types. */
        STRUCTURE,
        /** A header with a label or a value of the wrong type. */
        HEADER,
        /** A header names a critical extension that is not understood, or does so where or how it may not. */
        CRITICAL,
        /** No algorithm where one must stand. */
        ALGORITHM_MISSING,
        /** The payload is not inside, and was not given. */
        DETACHED_PAYLOAD,
        /** A key that cannot be read, or is none for signatures. */
        KEY
    }

    private final Reason reason;

    public MalformedEnvelopeException(Reason reason, String where) {
        super(where);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Where, or what, in a few words of ours; never octets of the message. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
