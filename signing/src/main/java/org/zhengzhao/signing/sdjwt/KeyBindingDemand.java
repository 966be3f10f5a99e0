package org.zhengzhao.signing.sdjwt;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a verifier asks of a key binding. One that comes along without having been asked for must hold all the same.
 *
 * @param required whether a token without one is refused
 * @param audience for whom it must be
 * @param nonce what it must answer
 * @param maximumAge how long ago it may have been made
 */
public record KeyBindingDemand(
        boolean required, Optional<String> audience, Optional<String> nonce, Optional<Duration> maximumAge) {
    /** None is asked for. */
    public static final KeyBindingDemand NONE =
            new KeyBindingDemand(false, Optional.empty(), Optional.empty(), Optional.empty());

    public KeyBindingDemand {
        Objects.requireNonNull(audience);
        Objects.requireNonNull(nonce);
        Objects.requireNonNull(maximumAge);
        // Whoever names what it must say wants one.
        required = required || audience.isPresent() || nonce.isPresent() || maximumAge.isPresent();
    }
}
