package org.zhengzhao.registry.timestamp;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.license.PdfUpgradeRepository;
import org.zhengzhao.registry.platform.time.Recurring;

/**
 * Lifts PDFs in the background, on every node: looks each second whether one is due, and works on a few threads of its own, since they
 * wait for the network most of the time. After the start it queues what was never queued.
 */
@ApplicationScoped
class PdfUpgradeWorker {
    private static final Logger LOG = Logger.getLogger(PdfUpgradeWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int QUEUED_AT_ONCE = 500;

    private final PdfUpgradeService service;
    private final PdfUpgradeRepository upgrades;
    private final TimestampAuthority authority;
    private final TimestampConfig config;
    private final Recurring recurring;
    private final ExecutorService threads;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger atWork = new AtomicInteger();
    /** Where looking for licenses that are not queued has come to; empty when it is done. */
    private Optional<UUID> unqueuedAfter = Optional.of(new UUID(0, 0));

    PdfUpgradeWorker(
            PdfUpgradeService service,
            PdfUpgradeRepository upgrades,
            TimestampAuthority authority,
            TimestampConfig config,
            Recurring recurring) {
        this.service = service;
        this.upgrades = upgrades;
        this.authority = authority;
        this.config = config;
        this.recurring = recurring;
        if (config.atATime() < 1 || config.perRun() < 1) {
            throw new IllegalStateException("zhengzhao.timestamp.at-a-time and per-run are at least 1");
        }
        this.threads = Executors.newFixedThreadPool(
                config.atATime(),
                Thread.ofPlatform().name("timestamp-", 0).daemon().factory());
    }

    /** After whatever makes keys at start. */
    void start(@Observes @Priority(6000) StartupEvent started) {
        if (authority.isConfigured()) {
            recurring.every("timestamps", EVERY, this::look);
        }
    }

    /** Short: the thread is shared. */
    private void look() {
        if (unqueuedAfter.isPresent()) {
            UUID after = unqueuedAfter.get();
            unqueuedAfter = QuarkusTransaction.requiringNew().call(() -> upgrades.addMissing(after, QUEUED_AT_ONCE));
        }
        if (service.due() && running.compareAndSet(false, true)) {
            left.set(config.perRun());
            atWork.set(config.atATime());
            for (int i = 0; i < config.atATime(); i++) {
                threads.execute(this::work);
            }
        }
    }

    private void work() {
        try {
            while (!stopping.get() && authority.mayBeAsked() && left.getAndDecrement() > 0 && service.upgradeNext()) {}
        } catch (RuntimeException failed) {
            if (!stopping.get()) {
                LOG.warnf(
                        "timestamps: %s; tried again shortly", failed.getClass().getSimpleName());
            }
        } finally {
            if (atWork.decrementAndGet() == 0) {
                running.set(false);
            }
        }
    }

    @PreDestroy
    void stop() {
        stopping.set(true);
        threads.shutdownNow();
    }
}
