package org.zhengzhao.registry.sharing;

import java.time.Instant;
import java.util.Objects;

/**
 * What time a read asks about.
 *
 * @param at the moment whose status is asked for
 * @param knownAt the moment whose knowledge counts
 * @param asked whether the caller named one of them; else both are now
 */
public record Moment(Instant at, Instant knownAt, boolean asked) {
    public Moment {
        Objects.requireNonNull(at);
        Objects.requireNonNull(knownAt);
    }

    public static Moment of(Instant now) {
        return new Moment(now, now, false);
    }
}
