package org.zhengzhao.registry.vault;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A master key as the database knows it.
 *
 * @param dataKeys how many data keys it wraps
 */
record MasterKeyRow(
        UUID id, MasterKeyPlace place, String name, Bytes proof, boolean current, Instant createdAt, long dataKeys) {
    MasterKeyRow {
        Objects.requireNonNull(id);
        Objects.requireNonNull(place);
        Objects.requireNonNull(name);
        Objects.requireNonNull(proof);
        Objects.requireNonNull(createdAt);
    }
}
