package org.zhengzhao.registry.trust;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * One key handed over to another. Kept for ever: a verifier may have been away for years.
 *
 * @param statement what the key before signed about the one after it
 */
public record KeySuccession(UUID id, Instant at, UUID from, UUID to, Bytes statement) {
    public KeySuccession {
        Objects.requireNonNull(id);
        Objects.requireNonNull(at);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(statement);
    }
}
