package org.zhengzhao.registry.platform.time;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does small things again and again, each on a thread of its own, so that none waits for another. Every node does them. */
@Singleton
public class Recurring {
    private static final Logger LOG = Logger.getLogger(Recurring.class);

    private final Queue<ScheduledExecutorService> all = new ConcurrentLinkedQueue<>();

    /** Does the work now and then each time after a pause. What goes wrong is logged, and tried again the next time. */
    public void every(String name, Duration pause, Runnable work) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("recurring-" + name).daemon().factory());
        all.add(executor);
        var _ = executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failed) {
                        LOG.warnf(
                                "%s: %s; tried again in %s",
                                name, failed.getClass().getSimpleName(), pause);
                    } catch (Error serious) {
                        // The executor would drop the task without a word, and nothing would be published any more.
                        LOG.errorf(serious, "%s; tried again in %s", name, pause);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        all.forEach(ScheduledExecutorService::shutdownNow);
    }
}
