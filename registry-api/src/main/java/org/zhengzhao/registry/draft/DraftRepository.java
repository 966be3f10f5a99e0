package org.zhengzhao.registry.draft;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.EncryptedValue;
import org.zhengzhao.registry.vault.Vault;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** Keeps drafts, their steps and their orders. Every method needs a transaction. */
@ApplicationScoped
class DraftRepository {
    private final EntityManager entities;
    private final TimeOrderedIds ids;
    private final Vault vault;

    DraftRepository(EntityManager entities, TimeOrderedIds ids, Vault vault) {
        this.entities = entities;
        this.ids = ids;
        this.vault = vault;
    }

    Optional<Draft> find(UUID id) {
        return Optional.ofNullable(entities.find(DraftEntity.class, id)).map(DraftEntity::read);
    }

    /** What was done to it, oldest first. */
    List<DraftStep> steps(UUID id) {
        return entities
                .createQuery(
                        "from DraftStepEntity s where s.draftId = :draft order by s.position", DraftStepEntity.class)
                .setParameter("draft", id)
                .getResultList()
                .stream()
                .map(DraftStepEntity::read)
                .toList();
    }

    /** Its order; empty once that was erased. */
    Optional<DraftOrder> findOrder(UUID id) {
        return Optional.ofNullable(entities.find(DraftContentEntity.class, id))
                .map(row ->
                        DraftOrder.kept(vault.decrypt(EncryptedColumn.DRAFT_CONTENT, id, row.contentKey, row.content)));
    }

    void add(Draft draft, DraftStep step, DraftOrder order, String number) {
        entities.persist(DraftEntity.of(draft));
        entities.flush();
        addContent(draft.id(), order, number);
        addStep(draft.id(), step);
        entities.flush();
    }

    /**
     * Takes one step, where nobody took another one since the draft was read. The row stays locked until the transaction ends: whatever
     * is written beside it is written by one only.
     *
     * @return whether it was taken
     */
    boolean move(Draft after, DraftStep step) {
        int moved = entities.unwrap(Session.class)
                .createNativeMutationQuery("""
                        update license_draft set state = :state, steps = :steps, revision = :revision, digest = :digest,
                            type_version = :typeVersion, kind = :kind, reviewer = :reviewer, approver = :approver,
                            changed_at = :changedAt, due_at = :dueAt, license = :license, area_code = :area
                        where id = :id and steps = :before
                        """)
                .setParameter("state", after.state().name())
                .setParameter("steps", after.steps())
                .setParameter("revision", after.revision())
                .setParameter("digest", after.digest().toArray())
                .setParameter("typeVersion", after.typeVersion())
                .setParameter("kind", after.kind().name())
                .setParameter("reviewer", after.reviewer().map(Person::number).orElse(null), String.class)
                .setParameter("approver", after.approver().map(Person::number).orElse(null), String.class)
                .setParameter("changedAt", after.changedAt())
                .setParameter("dueAt", after.dueAt().orElse(null), Instant.class)
                .setParameter(
                        "license", after.license().map(LicenseIdentifier::value).orElse(null), String.class)
                .setParameter("area", after.area().map(AreaCode::value).orElse(null), String.class)
                .setParameter("id", after.id())
                .setParameter("before", after.steps() - 1)
                .executeUpdate();
        if (moved == 0) {
            return false;
        }
        addStep(after.id(), step);
        entities.flush();
        return true;
    }

    /** Puts another order in the place of the one before. */
    void replaceOrder(UUID id, DraftOrder order, String number) {
        erase(id);
        addContent(id, order, number);
        entities.flush();
    }

    void erase(UUID id) {
        entities.createQuery("delete from DraftContentEntity c where c.draftId = :draft")
                .setParameter("draft", id)
                .executeUpdate();
    }

    /** Erases the orders of drafts that ended before that moment. */
    int eraseEnded(Instant before) {
        return entities.createNativeQuery("""
                        delete from license_draft_content c using license_draft d
                        where d.id = c.draft_id and d.state in ('ISSUED', 'REJECTED', 'ABANDONED') and d.changed_at <= :before
                        """)
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /** Drafts that were returned before that moment and not revised. */
    List<Draft> returnedBefore(Instant before, int limit) {
        return entities
                .createQuery(
                        "from DraftEntity d where d.state = RETURNED and d.changedAt <= :before order by d.changedAt",
                        DraftEntity.class)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(DraftEntity::read)
                .toList();
    }

    /** Approved drafts that the worker is to issue, the longest due first. */
    List<UUID> due(Instant now, int limit) {
        return entities.createQuery(
                        "select d.id from DraftEntity d where d.state = APPROVED and d.dueAt <= :now order by d.dueAt",
                        UUID.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Takes an approved draft that is due; of several nodes one gets it. */
    boolean claim(UUID id, Instant now, Instant next) {
        return entities.createNativeQuery(
                                "update license_draft set due_at = :next where id = :id and state = 'APPROVED' and due_at <= :now")
                        .setParameter("next", next)
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /** How many drafts were approved before that moment and are not issued yet. */
    long countApproved(Instant before) {
        return entities.createQuery(
                        "select count(d) from DraftEntity d where d.state = APPROVED and d.changedAt < :before",
                        Long.class)
                .setParameter("before", before)
                .getSingleResult();
    }

    private void addContent(UUID id, DraftOrder order, String number) {
        DraftContentEntity row = new DraftContentEntity();
        row.draftId = id;
        EncryptedValue content = vault.encrypt(EncryptedColumn.DRAFT_CONTENT, id, order.canonical());
        row.content = content.octets().toArray();
        row.contentKey = content.keyNumber();
        EncryptedValue encrypted = vault.encrypt(EncryptedColumn.DRAFT_NUMBER, id, Bytes.utf8(number));
        if (encrypted.keyNumber() == null) {
            row.number = number;
        } else {
            row.numberEncrypted = encrypted.octets().toArray();
            row.numberKey = encrypted.keyNumber();
        }
        entities.persist(row);
    }

    private void addStep(UUID draftId, DraftStep step) {
        entities.persist(DraftStepEntity.of(ids.next(), draftId, step));
    }
}
