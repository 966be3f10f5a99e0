package org.zhengzhao.registry.grant;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/**
 * What is granted, or asked for.
 *
 * @param region where the licenses must have been issued; empty for everywhere
 * @param validFrom first day
 * @param validUntil last day; empty for no end
 * @param dailyCap most reads on one day, in China; empty for no cap
 */
public record GrantTerms(
        Uscc department,
        String matter,
        LicenseTypeCode type,
        GrantScope scope,
        String legalBasis,
        Optional<AreaCode> region,
        LocalDate validFrom,
        Optional<LocalDate> validUntil,
        OptionalInt dailyCap) {
    public GrantTerms {
        Objects.requireNonNull(department);
        Objects.requireNonNull(matter);
        Objects.requireNonNull(type);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(legalBasis);
        Objects.requireNonNull(region);
        Objects.requireNonNull(validFrom);
        Objects.requireNonNull(dailyCap);
        validUntil.ifPresent(last -> {
            if (last.isBefore(validFrom)) {
                throw new IllegalArgumentException("the last day is before the first");
            }
        });
    }

    boolean inForceOn(LocalDate day) {
        return !day.isBefore(validFrom) && validUntil.filter(day::isAfter).isEmpty();
    }

    GrantTerms decided(LocalDate from, Optional<LocalDate> until, OptionalInt cap) {
        return new GrantTerms(department, matter, type, scope, legalBasis, region, from, until, cap);
    }
}
