package org.zhengzhao.registry.platform.time;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does small things again and again, one at a time, on a thread of its own. Every node does them; nothing is shared. */
@Singleton
public class Recurring {
    private static final Logger LOG = Logger.getLogger(Recurring.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("recurring").daemon().factory());

    private final Queue<ScheduledFuture<?>> all = new ConcurrentLinkedQueue<>();

    /** Does the work now and then each time after a pause. What goes wrong is logged, and tried again the next time. */
    public void every(String name, Duration pause, Runnable work) {
        ScheduledFuture<?> repeated = executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failed) {
                        LOG.warnf(
                                "%s: %s; tried again in %s",
                                name, failed.getClass().getSimpleName(), pause);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        all.add(repeated);
    }

    @PreDestroy
    void stop() {
        all.forEach(repeated -> repeated.cancel(true));
        executor.shutdownNow();
    }
}
