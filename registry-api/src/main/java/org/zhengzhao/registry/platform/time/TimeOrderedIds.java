package org.zhengzhao.registry.platform.time;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Identifiers of rows: UUID version 7 (RFC 9562 §5.7), 48 bits of milliseconds and 74 random bits. Time-ordered, so that new
 * rows land at the end of an index, and made without any row that nodes would have to share.
 */
@Singleton
public class TimeOrderedIds {
    private final Clock clock;
    private final SecureRandom random;

    public TimeOrderedIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        return next(clock.instant());
    }

    /** An identifier of that moment: what is kept by the range of its identifiers lies where its time lies. */
    public UUID next(Instant moment) {
        long high = moment.toEpochMilli() << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
        long low = 0x8000_0000_0000_0000L | random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(high, low);
    }
}
