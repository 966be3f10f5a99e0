package org.zhengzhao.registry.vault;

/** What is stored cannot be decrypted. Carries nothing of the value. */
final class UnreadableValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why not. */
    enum Reason {
        /** Not in the form of an encrypted value: cut off, too long, or something else. */
        MALFORMED,
        /** Written by a later version. */
        UNKNOWN_VERSION,
        UNKNOWN_SUITE,
        /** There is no such data key, or the column beside it names another one. */
        UNKNOWN_KEY,
        /** Changed, or moved here from another row or column; or encrypted under another key of the same number. */
        NOT_AUTHENTIC,
        /** The place where the key is does not do its part. */
        KEY_UNUSABLE
    }

    UnreadableValueException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    UnreadableValueException(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
