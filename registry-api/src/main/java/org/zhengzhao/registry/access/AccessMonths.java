package org.zhengzhao.registry.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.schema.license.ValidityPeriod;

/**
 * Looks after the months in which access records are kept: those that come are there ahead of time, those whose time is over go as a
 * whole. Every node does it; the database lets one do it at a time, and the others find it done.
 */
@ApplicationScoped
class AccessMonths {
    private static final Logger LOG = Logger.getLogger(AccessMonths.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int AHEAD = 3;
    /** Network logs are kept for six months at least (网络安全法 Art. 21). */
    private static final Period SHORTEST = Period.ofMonths(6);
    /** The six months that are longest in days. */
    private static final LocalDate FROM = LocalDate.of(2001, 7, 1);

    private final EntityManager entities;
    private final Recurring recurring;
    private final Period keep;
    private final Clock clock;

    AccessMonths(EntityManager entities, AccessRecordConfig config, Recurring recurring, Clock clock) {
        this.entities = entities;
        this.recurring = recurring;
        this.keep = checked(config.keep());
        this.clock = clock;
    }

    /**
     * The period, if the law allows it.
     *
     * @throws IllegalStateException if it is too short
     */
    static Period checked(Period keep) {
        if (FROM.plus(keep).isBefore(FROM.plus(SHORTEST))) {
            throw new IllegalStateException("zhengzhao.access-records.keep is at least " + SHORTEST);
        }
        return keep;
    }

    void start(@Observes StartupEvent started) {
        recurring.every("access-months", EVERY, () -> look(clock.instant()));
    }

    /** Months that come first: they are what a record needs. A crash leaves the rest for the next time. */
    void look(Instant now) {
        int opened = QuarkusTransaction.requiringNew().call(() -> open(now));
        if (opened > 0) {
            LOG.infof("%d months of access records were made ready", opened);
        }
        Instant before = now.atZone(ValidityPeriod.ZONE).minus(keep).toInstant();
        Optional<LocalDate> gone = forget(before, now);
        while (gone.isPresent()) {
            LOG.infof("the access records of %tY-%<tm were removed: kept for %s", gone.get(), keep);
            gone = forget(before, now);
        }
    }

    private int open(Instant now) {
        Number opened = (Number)
                entities.createNativeQuery("select open_access_months(cast(:now as timestamptz), :ahead)", Object.class)
                        .setParameter("now", now)
                        .setParameter("ahead", AHEAD)
                        .getSingleResult();
        return opened.intValue();
    }

    private Optional<LocalDate> forget(Instant before, Instant now) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable((String) entities.createNativeQuery("""
                    select cast(forget_access_month(cast(:before as timestamptz), cast(:now as timestamptz)) as text)\
                    """, Object.class)
                        .setParameter("before", before)
                        .setParameter("now", now)
                        .getSingleResultOrNull()))
                .map(LocalDate::parse);
    }
}
