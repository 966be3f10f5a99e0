package org.zhengzhao.registry.batch;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.schema.code.Uscc;

/**
 * A batch of questions.
 *
 * @param clientId that sent it
 * @param size how many rows it has
 */
record Batch(
        UUID id, Uscc authority, String clientId, ReadPurpose purpose, int size, Instant createdAt, boolean forgotten) {
    Batch {
        Objects.requireNonNull(id);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(createdAt);
    }
}
