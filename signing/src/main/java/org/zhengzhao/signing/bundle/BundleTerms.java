package org.zhengzhao.signing.bundle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.code.LicenseTypeCode;

/**
 * What a registry says about a whole bundle.
 *
 * @param registry the registry's name, for people
 * @param sequence one more than that of the bundle before
 * @param issuedAt whole seconds
 * @param expires from when on nothing in it says anything about the status of licenses
 * @param maximumAge how old a status may be to count
 * @param maximumAges the same for types where it is another
 */
public record BundleTerms(
        String registry,
        long sequence,
        Instant issuedAt,
        Instant expires,
        Duration maximumAge,
        Map<LicenseTypeCode, Duration> maximumAges) {
    public BundleTerms {
        Objects.requireNonNull(registry);
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        expires = expires.truncatedTo(ChronoUnit.SECONDS);
        maximumAges = Map.copyOf(maximumAges);
        if (registry.isBlank()
                || registry.length() > BundleLimits.MAX_REGISTRY_NAME
                || registry.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a registry has a name");
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("bundles are counted from 1");
        }
        if (!expires.isAfter(issuedAt) || expires.isAfter(issuedAt.plus(BundleLimits.LONGEST))) {
            throw new IllegalArgumentException("a bundle ends after it was issued, and not too late");
        }
        if (maximumAges.size() > BundleLimits.MAX_TYPES) {
            throw new IllegalArgumentException("too many types");
        }
        requireAge(maximumAge);
        maximumAges.values().forEach(BundleTerms::requireAge);
    }

    private static void requireAge(Duration age) {
        if (age.compareTo(Duration.ofMinutes(1)) < 0 || age.compareTo(BundleLimits.LONGEST) > 0) {
            throw new IllegalArgumentException("an age between a minute and ten years");
        }
    }

    /** How old the status of a license of that type may be to count. */
    public Duration maximumAge(LicenseTypeCode type) {
        return maximumAges.getOrDefault(type, maximumAge);
    }
}
