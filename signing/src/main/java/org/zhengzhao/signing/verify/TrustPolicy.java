package org.zhengzhao.signing.verify;

import java.time.Duration;
import java.util.Objects;
import org.zhengzhao.signing.trust.TrustStore;

/**
 * By which rules a document is judged.
 *
 * @param clockTolerance by how much the clocks of signer and verifier may differ
 */
public record TrustPolicy(TrustStore trust, Duration clockTolerance) {
    /** What is tolerated where nobody says otherwise. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    public TrustPolicy {
        Objects.requireNonNull(trust);
        if (clockTolerance.isNegative() || clockTolerance.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a clock tolerance is between nothing and one hour");
        }
    }

    public static TrustPolicy of(TrustStore trust) {
        return new TrustPolicy(trust, CLOCK_TOLERANCE);
    }
}
