package org.zhengzhao.signing.verify;

import java.time.Instant;

/** Looks at one claim about a document. Pure: no I/O, no clock. */
interface Check<F extends Facts> {
    Finding examine(F facts, TrustPolicy policy, Instant at);
}
