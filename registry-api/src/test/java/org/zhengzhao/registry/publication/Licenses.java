package org.zhengzhao.registry.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
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

    /**
     * A list of its own, full, where each license has a history: of four, one was suspended and resumed, one suspended, one suspended,
     * resumed and withdrawn, and one changed. Which one an index has, {@link #valueInFull} tells.
     */
    String full(int size) {
        String list = "full-" + UUID.randomUUID();
        QuarkusTransaction.requiringNew().timeout(600).run(() -> {
            for (String made : List.of("""
                    insert into status_list (id, number, uri, base, size, next_slot, permutation_key, created_at)
                    select :list, 1 + max(number), 'https://full.example/' || :list, 'full', :size, :size, decode('00', 'hex'), now()
                    from status_list
                    """, """
                    insert into license (id, identifier, type_code, type_version, authority_code, number, version,
                        valid_from, valid_until, content, digest, sample, created_at, created_by)
                    select gen_random_uuid(), :list || '-' || n, type_code, type_version, authority_code, :list || '-' || n, version,
                        valid_from, valid_until, '', digest, false, created_at, created_by
                    from generate_series(0, :size - 1) n, (select * from license where sample limit 1) s
                    """, """
                    insert into license_state (license_id, events, changed, status_list, status_index)
                    select id, 4, true, :list, cast(cast(split_part(number, '-', 7) as bigint) * 7919 % :size as integer)
                    from license where number like :list || '-%'
                    """, """
                    insert into license_event (id, license_id, position, act, effective_at, recorded_at, recorded_by, signed)
                    select gen_random_uuid(), license_id, e.position, e.act, now() - interval '1 minute', now(), 'test', ''
                    from license_state join (values (0, 2, 'SUSPEND'), (0, 3, 'RESUME'), (1, 2, 'SUSPEND'), (2, 2, 'SUSPEND'),
                        (2, 3, 'RESUME'), (2, 4, 'WITHDRAW'), (3, 2, 'CHANGE')) e (kind, position, act)
                        on e.kind = status_index % 4
                    where status_list = :list
                    """)) {
                var statement = entities.createNativeQuery(made).setParameter("list", list);
                if (made.contains(":size")) {
                    statement.setParameter("size", size);
                }
                statement.executeUpdate();
            }
        });
        return list;
    }

    /** What a full list says of an index: 0, 2, 1, 3 and again. */
    static int valueInFull(int index) {
        return List.of(0, 2, 1, 3).get(index % 4);
    }

    void remove(String list) {
        QuarkusTransaction.requiringNew().timeout(600).run(() -> {
            entities.createNativeQuery("alter table license_event disable trigger license_event_is_kept")
                    .executeUpdate();
            for (String rows : List.of(
                    "license_event where license_id in (select license_id from license_state where status_list = :list)",
                    "license_state where status_list = :list",
                    "license where number like :list || '-%'",
                    "license_number where number like :list || '-%'",
                    "status_list_token where status_list = :list",
                    "status_list where id = :list")) {
                entities.createNativeQuery("delete from " + rows)
                        .setParameter("list", list)
                        .executeUpdate();
            }
            entities.createNativeQuery("alter table license_event enable trigger license_event_is_kept")
                    .executeUpdate();
        });
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
