package org.zhengzhao.signing.qr;

import java.util.Objects;

/** The one exception of {@link QrText#read}. */
public final class MalformedQrTextException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the text. */
    public enum Reason {
        /** Neither {@code LX1:…} nor an address that ends in it: somebody else's QR code. */
        NOT_OURS,
        /** Longer than any QR symbol holds. */
        TOO_LONG,
        /** The part after the prefix is not Base45. */
        BASE45,
        /** The compressed part is broken, grows beyond the limit, or is not the only thing there. */
        COMPRESSION,
        /** The octets are neither compressed nor a credential. */
        CONTENT
    }

    private final Reason reason;

    MalformedQrTextException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
