package org.zhengzhao.signing.bundle;

import java.util.Objects;

/** The one exception of everything that reads bundles, deltas and their parts. */
public final class BundleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule is broken. The names are codes of {@code zhengzhao bundle}: add, never rename. */
    public enum Reason {
        /** Longer than what is looked at, or with more parts. */
        TOO_LARGE,
        /** Not the CBOR of a bundle, or not in its one form. */
        FORM,
        /** Of a version that this reader does not know. */
        VERSION,
        /** The signed manifest is not in its form. */
        MANIFEST,
        /** A part that the manifest names is not there. */
        PART_MISSING,
        /** A part that the manifest does not name. */
        PART_UNEXPECTED,
        /** A part is not the one that the manifest names: its digest or length is another. */
        PART_ALTERED,
        /** A part is what the manifest names, and cannot be read. */
        PART_BROKEN,
        /** The certificate of the key that signed is not in the bundle, or is not the only one of that name. */
        SIGNER_UNKNOWN,
        /** The certificate of the key that signed is not for bundles. */
        SIGNER_PURPOSE,
        /** The manifest's signature is not that of the key it names. */
        SIGNATURE,
        /** A statement about who succeeds whom does not hold, or they contradict each other. */
        SUCCESSION,
        /** A delta where a bundle is wanted, or a bundle where a delta is wanted. */
        DELTA,
        /** A delta to another bundle than the one at hand. */
        ANOTHER_BASE,
        /** The certificate of the key that signed was not valid at the time that the bundle says it was issued. */
        SIGNER_NOT_IN_FORCE
    }

    private final Reason reason;

    public BundleException(Reason reason, String where) {
        super(where);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Where, in a few words of ours; never what the input says. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
