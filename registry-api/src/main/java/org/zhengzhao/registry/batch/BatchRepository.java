package org.zhengzhao.registry.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.EncryptedValue;
import org.zhengzhao.registry.vault.Vault;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;

/** Keeps batches. Every method needs a transaction. */
@ApplicationScoped
class BatchRepository {
    private static final int WRITTEN_AT_ONCE = 500;

    private final EntityManager entities;
    private final TimeOrderedIds ids;
    private final Vault vault;
    private final Clock clock;

    BatchRepository(EntityManager entities, TimeOrderedIds ids, Vault vault, Clock clock) {
        this.entities = entities;
        this.ids = ids;
        this.vault = vault;
        this.clock = clock;
    }

    UUID add(Caller caller, ReadPurpose purpose, List<Bytes> questions) {
        BatchEntity batch = new BatchEntity();
        batch.id = ids.next();
        batch.authorityCode = caller.authority().value();
        batch.clientId = caller.clientId();
        batch.officer = purpose.officer();
        batch.purpose = purpose.purpose();
        batch.matter = purpose.matter();
        batch.caseNumber = purpose.caseNumber();
        batch.size = questions.size();
        batch.createdAt = clock.instant();
        entities.persist(batch);
        for (int i = 0; i < questions.size(); i++) {
            BatchRowEntity row = new BatchRowEntity();
            row.key = new BatchRowEntity.Key(batch.id, i + 1);
            row.id = ids.next();
            EncryptedValue question = vault.encrypt(EncryptedColumn.BATCH_QUESTION, row.id, questions.get(i));
            row.question = question.octets().toArray();
            row.questionKey = question.keyNumber();
            entities.persist(row);
            if (i % WRITTEN_AT_ONCE == WRITTEN_AT_ONCE - 1) {
                entities.flush();
                entities.clear();
            }
        }
        entities.flush();
        entities.clear();
        return batch.id;
    }

    Optional<Batch> find(UUID id) {
        return Optional.ofNullable(entities.find(BatchEntity.class, id))
                .map(row -> new Batch(
                        row.id,
                        new Uscc(row.authorityCode),
                        row.clientId,
                        new ReadPurpose(row.officer, row.purpose, row.matter, row.caseNumber),
                        row.size,
                        row.createdAt,
                        row.forgottenAt != null));
    }

    /** Rows in their order: one statement, no locks. */
    List<BatchRow> after(UUID batch, int position, int most) {
        return entities
                .createQuery(
                        "from BatchRowEntity r where r.key.batchId = :batch and r.key.position > :position"
                                + " order by r.key.position",
                        BatchRowEntity.class)
                .setParameter("batch", batch)
                .setParameter("position", position)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(row -> row.row(vault))
                .toList();
    }

    /** Waits for whoever works on the same row; gives the row as that one has left it. */
    Optional<BatchRow> lock(UUID batch, int position) {
        return Optional.ofNullable(locked(batch, position)).map(row -> row.row(vault));
    }

    /** Writes the answer of a row that is locked. */
    void answer(UUID batch, int position, Bytes line, Optional<Instant> againAt) {
        BatchRowEntity row = entities.getReference(BatchRowEntity.class, new BatchRowEntity.Key(batch, position));
        EncryptedValue answer = vault.encrypt(EncryptedColumn.BATCH_ANSWER, row.id, line);
        row.answer = answer.octets().toArray();
        row.answerKey = answer.keyNumber();
        row.againAt = againAt.orElse(null);
    }

    long answered(UUID batch) {
        return entities.createQuery(
                        "select count(*) from BatchRowEntity r where r.key.batchId = :batch and r.answer is not null",
                        Long.class)
                .setParameter("batch", batch)
                .getSingleResult();
    }

    /** Batches that nobody may ask for any more. */
    List<UUID> madeBefore(Instant before, int most) {
        return entities.createQuery(
                        "select b.id from BatchEntity b where b.createdAt < :before and b.forgottenAt is null"
                                + " order by b.createdAt",
                        UUID.class)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList();
    }

    /** Deletes questions and answers; that there was a batch stays. */
    void forget(UUID batch) {
        entities.createQuery("delete from BatchRowEntity r where r.key.batchId = :batch")
                .setParameter("batch", batch)
                .executeUpdate();
        entities.createQuery("update BatchEntity b set b.forgottenAt = :now where b.id = :batch")
                .setParameter("now", clock.instant())
                .setParameter("batch", batch)
                .executeUpdate();
    }

    private @Nullable BatchRowEntity locked(UUID batch, int position) {
        return entities.find(
                BatchRowEntity.class, new BatchRowEntity.Key(batch, position), LockModeType.PESSIMISTIC_WRITE);
    }
}
