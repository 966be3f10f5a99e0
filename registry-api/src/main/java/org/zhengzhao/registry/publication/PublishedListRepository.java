package org.zhengzhao.registry.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.status.StatusListTokens;

/** Keeps the newest tokens of each status list, and the changes that are to get into them. Every method needs a transaction. */
@ApplicationScoped
public class PublishedListRepository {
    private static final int MOST_AT_A_TIME = 10_000;

    private static final byte[] NOBODY = {};

    private final Session entities;

    PublishedListRepository(Session entities) {
        this.entities = entities;
    }

    /** Where the publication of a list stands. */
    record State(long version, Instant asOf) {}

    /** A list and what its tokens say about dates, without the tokens. */
    record Heading(String id, String uri, int size, long version, Instant asOf, Instant expires) {}

    /** Changes that were taken. */
    record Taken(int changes, Optional<Instant> oldest) {}

    /**
     * Lists to be published: never published, with a change that is due, not signed since then, or signed by another key. Those whose
     * change waits longest come first.
     *
     * @param signer SHA-256 of the certificate of the key that signs now
     */
    List<String> due(Instant now, Instant signedSince, Optional<Bytes> signer) {
        return entities.createNativeQuery("""
                        select l.id from status_list l
                        left join status_list_token t on t.status_list = l.id
                        left join (select status_list, min(due_at) as due_at from status_change where due_at <= :now
                                   group by status_list) c on c.status_list = l.id
                        where c.due_at is not null or coalesce(t.version, 0) = 0 or t.as_of <= :since or (:known and t.signed_by <> :signer)
                        order by c.due_at nulls last, l.number
                        """, String.class)
                .setParameter("now", now)
                .setParameter("since", signedSince)
                .setParameter("known", signer.isPresent())
                .setParameter("signer", signer.map(Bytes::toArray).orElse(NOBODY))
                .setMaxResults(MOST_AT_A_TIME)
                .getResultList();
    }

    /** Locks the publication of a list for this transaction; empty where another node is at it. */
    Optional<State> lock(String list) {
        entities.createNativeMutationQuery("""
                        insert into status_list_token (status_list, version, as_of, expires_at)
                        values (:list, 0, to_timestamp(0), to_timestamp(0)) on conflict do nothing
                        """).setParameter("list", list).executeUpdate();
        return entities.createNativeQuery(
                        "select version, as_of from status_list_token where status_list = :list for update skip locked",
                        Tuple.class)
                .setParameter("list", list)
                .getResultStream()
                .map(row -> new State(row.get(0, Long.class), row.get(1, Instant.class)))
                .findFirst();
    }

    /** Takes the changes of a list that are due, and those of which it is known that they fall due until then. */
    Taken take(String list, Instant asOf) {
        List<Instant> taken = entities.createNativeQuery(
                        "delete from status_change where status_list = :list and due_at <= :now returning due_at",
                        Instant.class)
                .setParameter("list", list)
                .setParameter("now", asOf)
                .getResultList();
        return new Taken(taken.size(), taken.stream().min(Instant::compareTo));
    }

    /** Replaces the tokens of a list. */
    void store(String list, State before, Instant asOf, Instant expires, StatusListTokens tokens, Bytes signer) {
        int changed = entities.createNativeMutationQuery("""
                        update status_list_token set version = :next, as_of = :asOf, expires_at = :expires, cwt = :cwt, jwt = :jwt,
                            signed_by = :signer
                        where status_list = :list and version = :before
                        """)
                .setParameter("next", before.version() + 1)
                .setParameter("asOf", asOf)
                .setParameter("expires", expires)
                .setParameter("cwt", tokens.cwt().toArray())
                .setParameter("jwt", tokens.jwt().orElse(null), String.class)
                .setParameter("signer", signer.toArray())
                .setParameter("list", list)
                .setParameter("before", before.version())
                .executeUpdate();
        if (changed != 1) {
            throw new IllegalStateException("the publication of " + list + " was not locked");
        }
    }

    /** When the change fell due that waits longest. */
    Optional<Instant> oldestDue(Instant now) {
        return Optional.ofNullable(
                entities.createNativeQuery("select min(due_at) from status_change where due_at <= :now", Instant.class)
                        .setParameter("now", now)
                        .getSingleResult());
    }

    Optional<PublishedList> find(String id) {
        return entities.createNativeQuery("""
                        select l.id, l.uri, l.size, t.version, t.as_of, t.expires_at, t.cwt, t.jwt from status_list l
                        join status_list_token t on t.status_list = l.id where l.id = :id and t.version > 0
                        """, Tuple.class)
                .setParameter("id", id)
                .getResultStream()
                .map(row -> new PublishedList(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, Integer.class),
                        row.get(3, Long.class),
                        row.get(4, Instant.class),
                        row.get(5, Instant.class),
                        Bytes.of(row.get(6, byte[].class)),
                        Optional.ofNullable(row.get(7, String.class))))
                .findFirst();
    }

    /** The tokens of all lists as CWT, by location. */
    Map<String, Bytes> tokens() {
        Map<String, Bytes> tokens = new LinkedHashMap<>();
        entities.createNativeQuery("""
                        select l.uri, t.cwt from status_list l join status_list_token t on t.status_list = l.id
                        where t.version > 0 order by l.number
                        """, Tuple.class)
                .getResultStream()
                .forEach(row -> tokens.put(row.get(0, String.class), Bytes.of(row.get(1, byte[].class))));
        return tokens;
    }

    /** Lists that were published, in the order in which they were opened, from behind that one. */
    List<Heading> page(@Nullable String after, int limit) {
        return entities.createNativeQuery("""
                        select l.id, l.uri, l.size, t.version, t.as_of, t.expires_at from status_list l
                        join status_list_token t on t.status_list = l.id
                        where t.version > 0 and l.number > coalesce((select a.number from status_list a where a.id = :after), 0)
                        order by l.number
                        """, Tuple.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new Heading(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, Integer.class),
                        row.get(3, Long.class),
                        row.get(4, Instant.class),
                        row.get(5, Instant.class)))
                .toList();
    }
}
