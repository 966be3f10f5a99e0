package org.zhengzhao.registry.platform.compute;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/**
 * As many threads as processors, and as many places as may run or wait: what computes (drawing, signing, verifying) waits here, and
 * when all places are taken the caller is told at once to come back. Work in several steps takes one place for all of them, so that
 * it is refused before the first step or not at all.
 */
@Singleton
public class ComputePool {
    private static final int PLACES_PER_THREAD = 33;

    private final ThreadPoolExecutor pool;
    private final Semaphore places;
    /** Of all places those that may be taken by work that anybody can ask for, without saying who they are. */
    private final Semaphore publicPlaces;

    ComputePool() {
        int threads = Runtime.getRuntime().availableProcessors();
        this.places = new Semaphore(threads * PLACES_PER_THREAD);
        this.publicPlaces = new Semaphore(threads * PLACES_PER_THREAD / 2);
        // The queue needs no end of its own: nobody but the registry's own threads gets in without a place, and a place
        // has
        // one step at a time.
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("compute-", 0).factory());
    }

    /**
     * Runs the work on the pool and waits for it.
     *
     * @throws RegistryException {@link ProblemType#BUSY} if all places are taken; what the work throws unchecked passes through
     */
    public <T> T run(Callable<T> work) {
        try (Place place = reserve()) {
            return place.run(work);
        }
    }

    /**
     * The same for work that anybody can ask for: it never takes more than half of the places, so that nobody can keep departments
     * from issuing and suspending.
     *
     * @throws RegistryException {@link ProblemType#BUSY} if its places are taken
     */
    public <T> T runForAnybody(Callable<T> work) {
        if (!publicPlaces.tryAcquire()) {
            throw busy();
        }
        try {
            return run(work);
        } finally {
            publicPlaces.release();
        }
    }

    /**
     * The same for what the registry does by itself, on its own few threads: it waits as long as it takes, and is never refused. What
     * has to be published must not depend on how busy others are.
     */
    public <T> T runWaiting(Callable<T> work) {
        return execute(work);
    }

    /**
     * Takes a place, to be given back by closing it.
     *
     * @throws RegistryException {@link ProblemType#BUSY} if all places are taken
     */
    public Place reserve() {
        if (!places.tryAcquire()) {
            throw busy();
        }
        return new Place(this);
    }

    /** A place on the pool: its holder's steps run one after the other, and none is refused because others came since. */
    public static final class Place implements AutoCloseable {
        private final ComputePool pool;
        private final AtomicBoolean taken = new AtomicBoolean(true);

        private Place(ComputePool pool) {
            this.pool = pool;
        }

        /** Runs one step and waits for it; what it throws unchecked passes through. */
        public <T> T run(Callable<T> step) {
            if (!taken.get()) {
                throw new IllegalStateException("the place was given back");
            }
            return pool.execute(step);
        }

        @Override
        public void close() {
            if (taken.compareAndSet(true, false)) {
                pool.places.release();
            }
        }
    }

    private <T> T execute(Callable<T> work) {
        FutureTask<T> running = new FutureTask<>(work);
        try {
            pool.execute(running);
        } catch (RejectedExecutionException stopping) {
            throw busy();
        }
        try {
            return running.get();
        } catch (InterruptedException interrupted) {
            running.cancel(true);
            pool.remove(running);
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
