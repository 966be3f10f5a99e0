package org.zhengzhao.registry.platform.compute;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/**
 * As many threads as processors, and a queue with an end: what computes (drawing, signing, verifying) waits here, and when
 * the queue is full the caller is told at once to come back.
 */
@Singleton
public class ComputePool {
    private static final int WAITING_PER_THREAD = 32;

    private final ThreadPoolExecutor pool;

    ComputePool() {
        int threads = Runtime.getRuntime().availableProcessors();
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(threads * WAITING_PER_THREAD),
                Thread.ofPlatform().name("compute-", 0).factory());
    }

    /**
     * Runs the work on the pool and waits for it.
     *
     * @throws RegistryException {@link ProblemType#BUSY} if the queue is full; what the work throws unchecked passes through
     */
    public <T> T run(Callable<T> work) {
        Future<T> running;
        try {
            running = pool.submit(work);
        } catch (RejectedExecutionException full) {
            throw busy();
        }
        try {
            return running.get();
        } catch (InterruptedException interrupted) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("work failed", failed.getCause());
        }
    }

    private static RegistryException busy() {
        return new RegistryException(
                ProblemType.BUSY, new Bilingual("没有写入任何内容。请稍后重试。", "Nothing was written. Try again shortly."));
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
    }
}
