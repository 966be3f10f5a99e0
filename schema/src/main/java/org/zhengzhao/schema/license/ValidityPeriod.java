package org.zhengzhao.schema.license;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * The days on which a license is valid, both ends included; no last day means 长期. Days are those of China Standard Time
 * wherever the reader is.
 */
public record ValidityPeriod(LocalDate firstDay, Optional<LocalDate> lastDay) {
    /** China Standard Time has had one offset, without summer time, since 1991. */
    public static final ZoneId ZONE = ZoneOffset.ofHours(8);

    public ValidityPeriod {
        Objects.requireNonNull(firstDay);
        lastDay.ifPresent(last -> {
            if (last.isBefore(firstDay)) {
                throw new IllegalArgumentException("the last day is before the first");
            }
        });
    }

    /** The first instant at which the license is valid. */
    public Instant start() {
        return firstDay.atStartOfDay(ZONE).toInstant();
    }

    /** The first instant at which the license is valid no more. */
    public Optional<Instant> end() {
        return lastDay.map(last -> last.plusDays(1).atStartOfDay(ZONE).toInstant());
    }
}
