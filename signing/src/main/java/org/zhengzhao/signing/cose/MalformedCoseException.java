package org.zhengzhao.signing.cose;

import java.util.Objects;

/** The one exception of everything that reads CBOR and COSE here. */
public final class MalformedCoseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule the octets break. */
    public enum Reason {
        /** Longer than what is looked at. */
        TOO_LARGE,
        /** Not one well-formed CBOR item in its deterministic form, duplicate keys and trailing octets included. */
        CBOR,
        /** The outer tag is not 18, exactly once. */
        TAG,
        /** Not the four parts of a COSE_Sign1 in their types. */
        STRUCTURE,
        /** The payload is not inside. */
        DETACHED_PAYLOAD,
        /** Something stands in the unprotected header, where no signature covers it. */
        UNPROTECTED_HEADER,
        /** The protected header has no algorithm, or it is not a number. */
        ALGORITHM,
        /** The protected header has no key identifier of eight octets. */
        KEY_IDENTIFIER,
        /** The header names an extension as critical that is not known here. */
        CRITICAL
    }

    private final Reason reason;

    public MalformedCoseException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
