package org.zhengzhao.registry.access;

import java.time.Instant;

/** Somebody looked at what is a holder's: a portal on behalf of the holder, the holder, or an agent. */
public record HolderLook(Instant at, Looker by, Form form) {
    /** What was looked at, and in what form it was given. */
    public enum Form {
        /** Access records. */
        LIST,
        /** Access records. */
        CSV,
        /** Access records. */
        NDJSON,
        /** Licenses of the holder. */
        LICENSES,
        /** The PDF of a license. */
        PDF
    }
}
