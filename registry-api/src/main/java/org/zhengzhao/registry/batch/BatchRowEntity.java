package org.zhengzhao.registry.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.bytes.Bytes;

/** A question with its answer. */
@Entity
@Table(name = "batch_row")
class BatchRowEntity {
    @Embeddable
    record Key(
            @Column(name = "batch_id") UUID batchId,
            @Column(name = "position") int position) implements Serializable {}

    @EmbeddedId
    Key key;

    byte[] question;

    byte @Nullable [] answer;

    @Column(name = "again_at")
    @Nullable
    Instant againAt;

    @SuppressWarnings("NullAway.Init")
    BatchRowEntity() {}

    BatchRow row() {
        return new BatchRow(
                key.position(),
                Bytes.of(question),
                Optional.ofNullable(answer).map(Bytes::of),
                Optional.ofNullable(againAt));
    }
}
