package org.zhengzhao.registry.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts what is used of a cap, exactly, on any number of nodes.
 *
 * <p>A read raises one row in its own transaction, and only while that is below the row's part of the cap. Two that race wait for
 * one another at the row; the second sees what the first has committed. A large cap is divided over several rows, so that reads
 * rarely meet. A read that is not answered rolls its count back with everything else.
 *
 * <p>No deadlock: a transaction keeps at most one row of each cap, takes caps in one order, and an update that finds its row full
 * locks nothing.
 */
@ApplicationScoped
class UseCounters {
    /** Below it the rows would be full too soon to help. */
    private static final int LARGE = 1000;

    private static final int SHARDS = 16;

    private final EntityManager entities;
    private final SecureRandom random;

    UseCounters(EntityManager entities, SecureRandom random) {
        this.entities = entities;
        this.random = random;
    }

    /** One use that was counted. */
    record Ticket(UUID subject, Instant since, int shard) {}

    /**
     * Counts one use; empty where the cap is reached.
     *
     * @param since begin of the day or minute that the cap is for
     */
    Optional<Ticket> take(UUID subject, Instant since, int cap) {
        int shards = cap < LARGE ? 1 : SHARDS;
        int first = random.nextInt(shards);
        Optional<Ticket> taken = raise(subject, since, first, part(cap, shards, first));
        if (taken.isPresent()) {
            return taken;
        }
        // The first use of the day, or this row is full.
        makeRows(subject, since, shards);
        for (int i = 0; i < shards && taken.isEmpty(); i++) {
            int shard = (first + i) % shards;
            taken = raise(subject, since, shard, part(cap, shards, shard));
        }
        return taken;
    }

    /** Takes a use back that another cap has refused. */
    void giveBack(Ticket ticket) {
        entities.createNativeQuery("""
            update use_counter set used = used - 1
            where subject = :subject and since = :since and shard = :shard\
            """)
                .setParameter("subject", ticket.subject())
                .setParameter("since", ticket.since())
                .setParameter("shard", ticket.shard())
                .executeUpdate();
    }

    /** Removes the rows of days and minutes that are long over. */
    void forget(Instant before) {
        entities.createNativeQuery("delete from use_counter where since < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Parts differ by one at most, and their sum is the cap. */
    private static int part(int cap, int shards, int shard) {
        return cap / shards + (shard < cap % shards ? 1 : 0);
    }

    private Optional<Ticket> raise(UUID subject, Instant since, int shard, int most) {
        int raised = entities.createNativeQuery("""
            update use_counter set used = used + 1
            where subject = :subject and since = :since and shard = :shard and used < :most\
            """)
                .setParameter("subject", subject)
                .setParameter("since", since)
                .setParameter("shard", shard)
                .setParameter("most", most)
                .executeUpdate();
        return raised == 1 ? Optional.of(new Ticket(subject, since, shard)) : Optional.empty();
    }

    private void makeRows(UUID subject, Instant since, int shards) {
        entities.createNativeQuery("""
            insert into use_counter (subject, since, shard, used)
            select cast(:subject as uuid), cast(:since as timestamptz), shard, 0
            from generate_series(0, :last) as shard
            on conflict do nothing\
            """)
                .setParameter("subject", subject)
                .setParameter("since", since)
                .setParameter("last", shards - 1)
                .executeUpdate();
    }
}
