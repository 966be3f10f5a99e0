package org.zhengzhao.schema.type;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.license.ValidityPeriod;

/**
 * How long licenses of a type are valid (有效期限范围, GB/T 36902).
 *
 * @param periods the lengths that are usual, the first being what is taken where the issuer names no last day
 * @param openEnded whether a license may have no last day (长期)
 */
public record ValidityRule(List<Period> periods, boolean openEnded) {
    public ValidityRule {
        periods = List.copyOf(periods);
        if (periods.isEmpty() && !openEnded) {
            throw new IllegalArgumentException("a validity rule needs a period or an open end");
        }
        if (periods.stream().anyMatch(period -> period.isZero() || period.isNegative())) {
            throw new IllegalArgumentException("a period is longer than nothing");
        }
    }

    /**
     * The last day of a license that begins on {@code firstDay} and for which the issuer named none: open where the rule
     * allows it, else the first period. A license of one year from 1 March ends on the last day of February.
     */
    public Optional<LocalDate> defaultLastDay(LocalDate firstDay) {
        return openEnded
                ? Optional.empty()
                : Optional.of(firstDay.plus(periods.getFirst()).minusDays(1));
    }

    /** Whether the period keeps the rule: not longer than the longest, open only where that is allowed. */
    public boolean admits(ValidityPeriod validity) {
        return validity.lastDay()
                .map(last -> openEnded
                        || periods.stream()
                                .anyMatch(period ->
                                        !last.isAfter(validity.firstDay().plus(period))))
                .orElse(openEnded);
    }
}
