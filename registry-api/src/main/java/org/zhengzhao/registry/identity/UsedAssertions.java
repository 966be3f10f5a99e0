package org.zhengzhao.registry.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.schema.bytes.Sha256;

/** Remembers assertions until they end, for all nodes: the primary key lets one of two uses through. */
@ApplicationScoped
class UsedAssertions {
    /** Of one client that have not ended: two a second for as long as one may last. */
    static final int MOST = 600;

    private static final Duration FORGOTTEN_EVERY = Duration.ofMinutes(1);
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final EntityManager entities;
    private final Clock clock;

    UsedAssertions(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, Recurring recurring) {
        recurring.every(
                "removal of assertions that ended",
                FORGOTTEN_EVERY,
                () -> QuarkusTransaction.requiringNew().run(this::forget));
    }

    enum Use {
        FIRST,
        AGAIN,
        TOO_MANY
    }

    /**
     * Uses an assertion whose signature was checked; needs a transaction that is committed before a token is given, so that no crash
     * leaves a token behind whose assertion can be used again.
     */
    Use use(String clientId, AssertionCheck.Outcome.Good assertion) {
        byte[] digest =
                Sha256.of(assertion.id().getBytes(StandardCharsets.UTF_8)).toArray();
        Number open = (Number) entities.createNativeQuery("""
            select count(*) from (select 1 from client_assertion where client_id = :client and ends_at > :now limit :most) as open\
            """)
                .setParameter("client", clientId)
                .setParameter("now", clock.instant())
                .setParameter("most", MOST)
                .getSingleResult();
        if (open.intValue() >= MOST) {
            return Use.TOO_MANY;
        }
        int written = entities.createNativeQuery("""
            insert into client_assertion (client_id, digest, ends_at) values (:client, :digest, :ends)
            on conflict (client_id, digest) do nothing\
            """)
                .setParameter("client", clientId)
                .setParameter("digest", digest)
                .setParameter("ends", remembered(assertion.ends()))
                .executeUpdate();
        return written == 1 ? Use.FIRST : Use.AGAIN;
    }

    /** Longer than it lasts: the clock of another node may be behind. */
    private static Instant remembered(Instant ends) {
        return ends.plus(AssertionCheck.SKEW);
    }

    private void forget() {
        entities.createNativeQuery("""
            delete from client_assertion where (client_id, digest) in
                (select client_id, digest from client_assertion where ends_at < :now limit :most)\
            """)
                .setParameter("now", clock.instant())
                .setParameter("most", FORGOTTEN_AT_ONCE)
                .executeUpdate();
    }
}
