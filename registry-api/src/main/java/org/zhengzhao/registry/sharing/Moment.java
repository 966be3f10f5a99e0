package org.zhengzhao.registry.sharing;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.lifecycle.LicenseHistory;

/**
 * What time a read asks about.
 *
 * @param now when it is asked
 * @param askedAt the moment whose status is asked for, where the caller named one
 * @param askedKnownAt the moment whose knowledge counts, where the caller named one. Else all that is committed counts, also what a
 *     node recorded whose clock is ahead of this one's
 */
public record Moment(Instant now, Optional<Instant> askedAt, Optional<Instant> askedKnownAt) {
    public Moment {
        Objects.requireNonNull(now);
        Objects.requireNonNull(askedAt);
        Objects.requireNonNull(askedKnownAt);
    }

    public static Moment of(Instant now) {
        return new Moment(now, Optional.empty(), Optional.empty());
    }

    /** The moment whose status is told, as it is shown and recorded. */
    public Instant at() {
        return askedAt.or(() -> askedKnownAt).orElse(now);
    }

    /** The moment whose knowledge counts, as it is shown and recorded. */
    public Instant knownAt() {
        return askedKnownAt.orElse(now);
    }

    /** Whether the caller named a time. */
    public boolean asked() {
        return askedAt.isPresent() || askedKnownAt.isPresent();
    }

    /** Whether what was recorded then counts. */
    boolean knows(Instant recordedAt) {
        return askedKnownAt.filter(recordedAt::isAfter).isEmpty();
    }

    /** The license as it is shown for that moment. */
    public LicenseDocument document(LicenseHistory license) {
        return license.document(now, askedAt, askedKnownAt);
    }
}
