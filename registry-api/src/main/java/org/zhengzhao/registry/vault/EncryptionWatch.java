package org.zhengzhao.registry.vault;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.schema.text.Bilingual;

/** Counts now and then what is left to encrypt, and looks whether this node still has the master key in service. */
@ApplicationScoped
class EncryptionWatch {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final EncryptionService service;
    private final EncryptionKeyRepository keys;
    private final MasterKeys masters;
    private final Recurring recurring;
    private final MultiGauge gauge;
    private final AtomicReference<Summary> summary = new AtomicReference<>(new Summary(0, 0, Optional.empty()));

    /**
     * What it saw.
     *
     * @param refused why the master key in service cannot be used here
     */
    record Summary(long inClear, long underRetiredKeys, Optional<Bilingual> refused) {}

    EncryptionWatch(
            EncryptionService service,
            EncryptionKeyRepository keys,
            MasterKeys masters,
            Recurring recurring,
            MeterRegistry meters) {
        this.service = service;
        this.keys = keys;
        this.masters = masters;
        this.recurring = recurring;
        this.gauge = MultiGauge.builder("zhengzhao.encryption.outdated")
                .description("Stored values that are in clear, or under a retired key, and wait for the worker")
                .register(meters);
    }

    void start(@Observes @Priority(6000) StartupEvent started) {
        recurring.every("encryption", EVERY, this::look);
    }

    Summary summary() {
        return summary.get();
    }

    void look() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        long inClear = 0;
        long underRetiredKeys = 0;
        for (EncryptionService.Progress progress : service.progress()) {
            inClear += progress.inClear();
            underRetiredKeys += progress.underRetiredKeys();
            rows.add(row(progress, "CLEAR", progress.inClear()));
            rows.add(row(progress, "RETIRED_KEY", progress.underRetiredKeys()));
        }
        gauge.register(rows, true);
        summary.set(new Summary(inClear, underRetiredKeys, refused()));
    }

    private Optional<Bilingual> refused() {
        try {
            for (MasterKeyRow row : QuarkusTransaction.requiringNew().call(keys::mastersInUse)) {
                masters.require(row);
            }
            return Optional.empty();
        } catch (MasterKeyException refused) {
            return Optional.of(refused.text());
        }
    }

    private static MultiGauge.Row<Number> row(EncryptionService.Progress progress, String state, long values) {
        return MultiGauge.Row.of(Tags.of("column", progress.column(), "state", state), values);
    }
}
