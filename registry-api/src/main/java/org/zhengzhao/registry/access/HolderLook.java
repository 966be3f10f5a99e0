package org.zhengzhao.registry.access;

import java.time.Instant;
import org.zhengzhao.schema.code.Uscc;

/** Somebody looked at a holder's records on behalf of the holder. */
record HolderLook(Instant at, String clientId, Uscc authority, Form form) {
    /** In what form they were given. */
    enum Form {
        LIST,
        CSV,
        NDJSON
    }
}
