package org.zhengzhao.signing.key;

import java.util.Objects;

/** The one exception of {@link Pkcs12File} and {@link Pkcs11Token}: no key can be had from there. Says why, never a secret. */
public final class UnusableKeyStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** The file cannot be read from the disk. */
        NO_FILE,
        /** Longer than a key store is. */
        TOO_LARGE,
        /** Not a PKCS#12 file, or a damaged one. */
        BROKEN,
        /** The password does not open the file, or what it protects was altered. */
        WRONG_PASSWORD,
        /** There is no private key with a certificate. */
        NO_KEY,
        /** There are several, and nobody said which. */
        SEVERAL_KEYS,
        /** The key is of no suite that signs licenses. */
        UNSUPPORTED_KEY,
        /** The private key is not the certificate's. */
        KEY_MISMATCH,
        /** The PKCS#11 library cannot be loaded, or has no token in that slot. */
        NO_TOKEN,
        /** The token refuses the PIN. */
        WRONG_PIN,
        /** The token, or Java's way to it, does not make keys of that suite. SM2 and Ed25519 are none that Java reaches. */
        UNSUPPORTED_SUITE,
        /** The token failed at what was asked. */
        TOKEN_FAILED
    }

    private final Reason reason;

    UnusableKeyStoreException(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    UnusableKeyStoreException(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
