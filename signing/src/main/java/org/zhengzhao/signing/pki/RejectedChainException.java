package org.zhengzhao.signing.pki;

import java.util.Objects;

/** The one exception of {@link IssuedChain}: certificates that must not go into service. */
public final class RejectedChainException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with them. */
    public enum Reason {
        /** There is none, or there are more than any path has. */
        NUMBER,
        /** None of them is for the key that asked. */
        NOT_FOR_THIS_KEY,
        /** Several of them are for the key, or two certificates could have issued one. */
        AMBIGUOUS,
        /** The path does not reach a root that is among them. */
        INCOMPLETE,
        /** One of them is no part of the path. */
        NOT_PART_OF_THE_PATH,
        /** A signature on the path does not hold. */
        BROKEN_SIGNATURE,
        /** A certificate on the path has expired. */
        EXPIRED,
        /** A certificate on the path is not valid yet. */
        NOT_YET_VALID,
        /** A certificate above is not one of a certification authority, or not for a path of that length. */
        NOT_AN_AUTHORITY,
        /** The certificate of the key is an authority's, or its usage is not to seal. */
        KEY_USAGE,
        /** The certificate names another organisation than the authority, or none. */
        WRONG_ORGANISATION,
        /** The certificate's key is of no suite that signs licenses. */
        UNSUPPORTED_KEY
    }

    private final Reason reason;

    RejectedChainException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
