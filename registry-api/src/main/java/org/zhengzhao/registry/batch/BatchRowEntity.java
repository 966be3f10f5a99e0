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
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.Vault;

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

    /** What its encrypted values are bound to. */
    @Column(name = "id")
    UUID id;

    /** Encrypted, where there is a number of a key. */
    byte[] question;

    @Column(name = "question_key")
    @Nullable
    Integer questionKey;

    /** Encrypted, where there is a number of a key. */
    byte @Nullable [] answer;

    @Column(name = "answer_key")
    @Nullable
    Integer answerKey;

    @Column(name = "again_at")
    @Nullable
    Instant againAt;

    @SuppressWarnings("NullAway.Init")
    BatchRowEntity() {}

    BatchRow row(Vault vault) {
        return new BatchRow(
                key.position(),
                vault.decrypt(EncryptedColumn.BATCH_QUESTION, id, questionKey, question),
                Optional.ofNullable(answer)
                        .map(stored -> vault.decrypt(EncryptedColumn.BATCH_ANSWER, id, answerKey, stored)),
                Optional.ofNullable(againAt));
    }
}
