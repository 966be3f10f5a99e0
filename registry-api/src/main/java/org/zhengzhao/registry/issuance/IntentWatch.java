package org.zhengzhao.registry.issuance;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.zhengzhao.registry.license.IntentRepository;
import org.zhengzhao.registry.platform.time.Recurring;

/** Counts every minute the intents that are open for longer than any request takes, for the metrics. */
@ApplicationScoped
class IntentWatch {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration AT_WORK = Duration.ofMinutes(5);

    private final IntentRepository intents;
    private final Recurring recurring;
    private final Clock clock;
    private final AtomicLong open = new AtomicLong();

    IntentWatch(IntentRepository intents, Recurring recurring, Clock clock, MeterRegistry meters) {
        this.intents = intents;
        this.recurring = recurring;
        this.clock = clock;
        Gauge.builder("zhengzhao.issuance.intents.open", open, AtomicLong::get)
                .description("Intents older than five minutes whose license was not stored: their node died")
                .register(meters);
    }

    void start(@Observes StartupEvent started) {
        recurring.every("intents", EVERY, this::look);
    }

    private void look() {
        open.set(QuarkusTransaction.requiringNew()
                .call(() -> intents.countOpen(clock.instant().minus(AT_WORK))));
    }
}
