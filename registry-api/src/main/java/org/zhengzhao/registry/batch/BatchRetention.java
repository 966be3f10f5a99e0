package org.zhengzhao.registry.batch;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zhengzhao.registry.platform.time.Recurring;

/** Deletes questions and answers of batches after their time, whether all were answered or not. Access records stay. */
@ApplicationScoped
class BatchRetention {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final int AT_ONCE = 10;

    private final BatchRepository batches;
    private final Recurring recurring;
    private final Duration keep;
    private final Clock clock;

    BatchRetention(BatchRepository batches, BatchConfig config, Recurring recurring, Clock clock) {
        this.batches = batches;
        this.recurring = recurring;
        this.keep = config.keep();
        this.clock = clock;
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException("zhengzhao.batches.keep is at least " + SHORTEST);
        }
    }

    void start(@Observes StartupEvent started) {
        recurring.every("batch-retention", EVERY, this::look);
    }

    /** A transaction for each batch: a crash leaves the rest for the next time. */
    void look() {
        Instant before = clock.instant().minus(keep);
        List<UUID> old;
        do {
            old = QuarkusTransaction.requiringNew().call(() -> batches.madeBefore(before, AT_ONCE));
            old.forEach(batch -> QuarkusTransaction.requiringNew().run(() -> batches.forget(batch)));
        } while (!old.isEmpty());
    }
}
