package org.zhengzhao.registry.draft;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.time.Recurring;

/** Erases what drafts held, once nobody needs it: of ended ones, and of returned ones that nobody revised. The steps stay. */
@ApplicationScoped
class DraftRetention {
    private static final Logger LOG = Logger.getLogger(DraftRetention.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final int AT_ONCE = 100;

    private final DraftRepository drafts;
    private final Recurring recurring;
    private final Duration keep;
    private final Clock clock;

    DraftRetention(DraftRepository drafts, DraftConfig config, Recurring recurring, Clock clock) {
        this.drafts = drafts;
        this.recurring = recurring;
        this.keep = config.keep();
        this.clock = clock;
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException("zhengzhao.drafts.keep is at least " + SHORTEST);
        }
    }

    void start(@Observes StartupEvent started) {
        recurring.every("draft-retention", EVERY, this::look);
    }

    /** A crash leaves the rest for the next time. */
    void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant before = now.minus(keep);
        List<Draft> forgotten;
        do {
            forgotten = QuarkusTransaction.requiringNew().call(() -> drafts.returnedBefore(before, AT_ONCE));
            forgotten.forEach(draft -> lapse(draft, now));
        } while (!forgotten.isEmpty());
        int erased = QuarkusTransaction.requiringNew().call(() -> drafts.eraseEnded(before));
        if (erased > 0) {
            LOG.infof("%d drafts that ended before %s were emptied", erased, before);
        }
    }

    /** Where its maker revises it at this moment, that counts. */
    private void lapse(Draft draft, Instant now) {
        DraftRules.find(draft, DraftAct.LAPSE)
                .ifPresent(move -> QuarkusTransaction.requiringNew().run(() -> {
                    Draft after = draft.after(move, Optional.empty(), now);
                    if (drafts.move(after, DraftStep.of(after, DraftAct.LAPSE, Optional.empty(), Optional.empty()))) {
                        drafts.erase(draft.id());
                    }
                }));
    }
}
