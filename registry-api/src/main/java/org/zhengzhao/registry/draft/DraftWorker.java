package org.zhengzhao.registry.draft;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.time.Recurring;

/** Issues approved drafts whose request did not get so far: its node died, or a key was not there. Every node looks. */
@ApplicationScoped
class DraftWorker {
    private static final Logger LOG = Logger.getLogger(DraftWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);
    private static final Duration AT_WORK = Duration.ofMinutes(5);
    private static final int AT_ONCE = 20;

    private final DraftRepository drafts;
    private final DraftIssuing issuing;
    private final Recurring recurring;
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();

    DraftWorker(DraftRepository drafts, DraftIssuing issuing, Recurring recurring, Clock clock, MeterRegistry meters) {
        this.drafts = drafts;
        this.issuing = issuing;
        this.recurring = recurring;
        this.clock = clock;
        Gauge.builder("zhengzhao.drafts.waiting", waiting, AtomicLong::get)
                .description("Drafts that were approved more than five minutes ago and are not issued: see the log")
                .register(meters);
    }

    /** After whatever makes keys at start. */
    void start(@Observes @Priority(6000) StartupEvent started) {
        recurring.every("drafts", EVERY, this::look);
    }

    /** Each draft is claimed for a while first: one that fails does not keep the others waiting, nor two nodes at it. */
    void look() {
        Instant now = clock.instant();
        for (UUID id : QuarkusTransaction.requiringNew().call(() -> drafts.due(now, AT_ONCE))) {
            if (QuarkusTransaction.requiringNew().call(() -> drafts.claim(id, now, now.plus(RETRY_AFTER)))) {
                issue(id);
            }
        }
        waiting.set(QuarkusTransaction.requiringNew().call(() -> drafts.countApproved(now.minus(AT_WORK))));
    }

    private void issue(UUID id) {
        try {
            issuing.issue(id);
        } catch (RuntimeException failed) {
            LOG.warnf(
                    "approved draft %s: %s; tried again in %s",
                    id, failed.getClass().getSimpleName(), RETRY_AFTER);
        }
    }
}
