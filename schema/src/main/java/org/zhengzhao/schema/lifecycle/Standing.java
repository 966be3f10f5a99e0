package org.zhengzhao.schema.lifecycle;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a license stands at a moment.
 *
 * @param since from when it has the status; empty before its first day
 * @param cause the event that led to the status; empty where dates decide alone
 */
public record Standing(LicenseStatus status, Optional<Instant> since, Optional<LicenseEvent> cause) {
    public Standing {
        Objects.requireNonNull(status);
        Objects.requireNonNull(since);
        Objects.requireNonNull(cause);
    }
}
