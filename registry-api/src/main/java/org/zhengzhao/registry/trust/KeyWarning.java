package org.zhengzhao.registry.trust;

import java.time.Instant;
import java.util.Optional;

/** How soon a key that signs, or is to sign next, comes to its end. */
public enum KeyWarning {
    ENDED(0),
    WITHIN_7_DAYS(7),
    WITHIN_30_DAYS(30),
    WITHIN_90_DAYS(90);

    private final int days;

    KeyWarning(int days) {
        this.days = days;
    }

    /** The most urgent one that holds; empty where there is time, or where the key signs no more. */
    public static Optional<KeyWarning> of(RegistryKey key, Instant now) {
        if (key.state() != KeyState.CURRENT && key.state() != KeyState.NEXT) {
            return Optional.empty();
        }
        return key.daysLeft(now).flatMap(KeyWarning::of);
    }

    /** The most urgent one for that many whole days, negative after the end. */
    static Optional<KeyWarning> of(long daysLeft) {
        for (KeyWarning warning : values()) {
            if (daysLeft < warning.days) {
                return Optional.of(warning);
            }
        }
        return Optional.empty();
    }
}
