package org.zhengzhao.registry.platform.postgres;

import org.zhengzhao.schema.text.Bilingual;

/** The embedded database cannot start; the message says what to do about it and is meant for the operator. */
public final class DatabaseStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Reason {
        /** No PostgreSQL for this operating system and processor is on the class path, or it cannot run here. */
        UNSUPPORTED_PLATFORM,
        /** The directory may not be read or written by this user. */
        NO_PERMISSION,
        /** The disk is full or has less than a first start needs. */
        NOT_ENOUGH_SPACE,
        /** The port that the database was told to use is taken. */
        PORT_TAKEN,
        /** Another service works on the same data directory. */
        ALREADY_RUNNING,
        /** Files in the data directory are missing or belong to another PostgreSQL version. */
        UNUSABLE_DATA,
        /** Anything else; the message names the server's log. */
        FAILED
    }

    private final Reason reason;
    private final transient Bilingual text;

    public DatabaseStartException(Reason reason, Bilingual text) {
        super(text.english());
        this.reason = reason;
        this.text = text;
    }

    public DatabaseStartException(Reason reason, Bilingual text, Throwable cause) {
        super(text.english(), cause);
        this.reason = reason;
        this.text = text;
    }

    public Reason reason() {
        return reason;
    }

    public Bilingual text() {
        return text;
    }
}
