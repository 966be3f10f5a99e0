package org.zhengzhao.signing.receipt;

import java.time.Instant;
import java.util.Optional;

/** NumericDate (RFC 7519 §2) in whole seconds. */
final class ReceiptTimes {
    /** Last second of the year 9999: later times are no times at which anybody asked. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private ReceiptTimes() {}

    static Instant instant(Optional<Long> seconds) throws MalformedReceiptException {
        return Instant.ofEpochSecond(seconds.filter(second -> second >= 0 && second <= LAST_SECOND)
                .orElseThrow(() -> MalformedReceiptException.malformed("iat")));
    }
}
