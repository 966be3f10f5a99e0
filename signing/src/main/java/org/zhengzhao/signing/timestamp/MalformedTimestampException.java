package org.zhengzhao.signing.timestamp;

import java.util.Objects;

/** The one exception of everything that reads timestamp requests, responses and tokens. */
public final class MalformedTimestampException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule the octets break. */
    public enum Reason {
        /** Longer, or with more parts, than what is looked at. */
        TOO_LARGE,
        /** Not one whole ASN.1 value. */
        ASN1,
        /** Not a TimeStampReq (RFC 3161 §2.4.1). */
        REQUEST,
        /** Not a TimeStampResp (RFC 3161 §2.4.2), or one whose status and content contradict each other. */
        RESPONSE,
        /** Not CMS SignedData with a TSTInfo inside. */
        TOKEN,
        /** Not exactly one signer, or one without signed attributes. */
        SIGNER_INFO,
        /** The TSTInfo is not in form. */
        TST_INFO
    }

    private final Reason reason;

    MalformedTimestampException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
