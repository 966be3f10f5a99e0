package org.zhengzhao.registry.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.zhengzhao.registry.status.StatusIndexes;
import org.zhengzhao.signing.status.StatusReference;

/** Licenses and events as rows, for tests of what is made of them. */
@ApplicationScoped
public class Licenses {
    private final EntityManager entities;
    private final StatusIndexes indexes;

    Licenses(EntityManager entities, StatusIndexes indexes) {
        this.entities = entities;
        this.indexes = indexes;
    }

    record Placed(UUID id, StatusReference status) {
        String list() {
            return StatusIndexes.listId(status);
        }
    }

    /** A license with a place in a list: a copy of a sample under a name of its own. */
    Placed add() {
        StatusReference status = indexes.draw(1).getFirst();
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            int added = entities.createNativeQuery("""
                            insert into license (id, identifier, type_code, type_version, authority_code, number, version,
                                valid_from, valid_until, content, digest, sample, created_at, created_by)
                            select cast(:id as uuid), 'copy-' || :id, type_code, type_version, authority_code, 'copy-' || :id, version,
                                valid_from, valid_until, content, digest, sample, created_at, created_by
                            from license where sample limit 1
                            """)
                    .setParameter("id", id.toString())
                    .executeUpdate();
            if (added != 1) {
                throw new IllegalStateException("no sample to copy");
            }
            entities.createNativeQuery("insert into license_state (license_id, status_list, status_index, changed)"
                            + " values (:id, :list, :index, true)")
                    .setParameter("id", id)
                    .setParameter("list", StatusIndexes.listId(status))
                    .setParameter("index", (int) status.index())
                    .executeUpdate();
        });
        return new Placed(id, status);
    }

    /** An event with the change that it means for the list, in one transaction. */
    void act(Placed license, String act, Instant effectiveAt, Instant recordedAt) {
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("""
                            insert into license_event (id, license_id, position, act, effective_at, recorded_at, recorded_by, signed)
                            select gen_random_uuid(), :license, 1 + coalesce(max(position), 0), :act, :effective, :recorded, 'test', ''
                            from license_event where license_id = :license
                            """)
                    .setParameter("license", license.id())
                    .setParameter("act", act)
                    .setParameter("effective", effectiveAt)
                    .setParameter("recorded", recordedAt)
                    .executeUpdate();
            Instant due = effectiveAt.isAfter(recordedAt) ? effectiveAt : recordedAt;
            entities.createNativeQuery(
                            "insert into status_change (id, status_list, due_at) values (gen_random_uuid(), :list, :due)")
                    .setParameter("list", license.list())
                    .setParameter("due", due)
                    .executeUpdate();
        });
    }

    long count(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue());
    }

    Instant moment(String sql) {
        Object value = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(sql).getSingleResult());
        return value instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
    }

    void statement(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }
}
