package org.zhengzhao.signing.x509;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked about revocation.
 *
 * @param maximumAge how old evidence may be at the time that is judged, besides its own {@code nextUpdate}
 */
public record RevocationRules(Mode mode, Optional<Duration> maximumAge) {
    public static final RevocationRules NOT_ASKED = new RevocationRules(Mode.NOT_ASKED, Optional.empty());
    public static final RevocationRules IF_PRESENT = new RevocationRules(Mode.IF_PRESENT, Optional.empty());
    public static final RevocationRules END_CERTIFICATE = new RevocationRules(Mode.END_CERTIFICATE, Optional.empty());
    public static final RevocationRules REQUIRED = new RevocationRules(Mode.REQUIRED, Optional.empty());

    public RevocationRules {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(maximumAge);
    }

    /** For which certificates evidence is needed. Evidence that speaks of a certificate and does not hold never passes. */
    public enum Mode {
        /** Nothing is looked at. */
        NOT_ASKED,
        /** Evidence counts where there is some. */
        IF_PRESENT,
        /** The certificate at the end of the path needs evidence; for authorities it counts where there is some. */
        END_CERTIFICATE,
        /** Every certificate below the anchor needs evidence. */
        REQUIRED
    }
}
