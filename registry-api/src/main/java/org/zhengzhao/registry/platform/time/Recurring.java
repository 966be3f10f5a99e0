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

    private static final Duration SAID_AGAIN_AFTER = Duration.ofMinutes(10);

    private final Queue<ScheduledExecutorService> all = new ConcurrentLinkedQueue<>();

    /**
     * Does the work now and then each time after a pause. What goes wrong is logged, and tried again the next time. As long as it goes
     * wrong that is said again every ten minutes, and at last that it works again.
     */
    public void every(String name, Duration pause, Runnable work) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("recurring-" + name).daemon().factory());
        all.add(executor);
        Attempts attempts = new Attempts(name, pause, work);
        var _ = executor.scheduleWithFixedDelay(attempts, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The tries of one work, on its thread. */
    private static final class Attempts implements Runnable {
        private final String name;
        private final Duration pause;
        private final Runnable work;
        private final long saidAgainAfter;
        private long failures;

        Attempts(String name, Duration pause, Runnable work) {
            this.name = name;
            this.pause = pause;
            this.work = work;
            this.saidAgainAfter = Math.max(1, SAID_AGAIN_AFTER.toMillis() / Math.max(1, pause.toMillis()));
        }

        @Override
        public void run() {
            try {
                work.run();
            } catch (RuntimeException failed) {
                if (failures % saidAgainAfter == 0) {
                    LOG.warnf(
                            "%s: %s; tried again in %s", name, failed.getClass().getSimpleName(), pause);
                }
                failures++;
                return;
            } catch (Error serious) {
                // The executor would drop the work without a word, and nothing would be published any more.
                LOG.errorf(serious, "%s; tried again in %s", name, pause);
                failures++;
                return;
            }
            if (failures > 0) {
                LOG.infof("%s: works again after %d failures", name, failures);
                failures = 0;
            }
        }
    }

    @PreDestroy
    void stop() {
        all.forEach(ScheduledExecutorService::shutdownNow);
    }
}
