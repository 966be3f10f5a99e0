package org.zhengzhao.registry.platform.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;

class ComputePoolTest {
    private final ComputePool pool = new ComputePool();

    @AfterEach
    void stop() {
        pool.stop();
    }

    @Test
    void reserve_allPlacesTaken_isRefused_butWhoHasOneGoesOn() {
        List<ComputePool.Place> taken = new ArrayList<>();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        taken.add(pool.reserve());
                    }
                })
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.BUSY));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> pool.run(() -> 1))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.BUSY));
        assertThat(taken.getFirst().<Integer>run(() -> 1)).isEqualTo(1);
        assertThat(taken.getFirst().<Integer>run(() -> 2)).isEqualTo(2);

        taken.getLast().close();
        taken.getLast().close();
        assertThat(pool.<Integer>run(() -> 3)).isEqualTo(3);
        pool.reserve();
        assertThatExceptionOfType(RegistryException.class).isThrownBy(pool::reserve);
    }

    @Test
    void runForAnybody_leavesPlacesForOthers_andOwnWorkIsNeverRefused() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> anybody = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        for (int i = 0; i < 100 * Runtime.getRuntime().availableProcessors(); i++) {
            anybody.add(Thread.ofVirtual().start(() -> {
                try {
                    pool.runForAnybody(() -> {
                        inside.incrementAndGet();
                        end.await();
                        return 1;
                    });
                } catch (RegistryException busy) {
                    refused.incrementAndGet();
                }
            }));
        }
        while (refused.get() == 0 || inside.get() == 0) {
            Thread.sleep(10);
        }
        // Every thread of the pool is taken and anybody's places are too; whoever is known still gets one.
        try (ComputePool.Place place = pool.reserve()) {
            assertThat(place).isNotNull();
        }
        Thread own = Thread.ofVirtual()
                .start(() -> assertThat(pool.<Integer>runWaiting(() -> 4)).isEqualTo(4));
        end.countDown();
        for (Thread each : anybody) {
            each.join();
        }
        own.join();
        assertThat(pool.<Integer>runForAnybody(() -> 5)).isEqualTo(5);
    }

    @Test
    void runWaiting_allPlacesTaken_runsAllTheSame() {
        List<ComputePool.Place> taken = new ArrayList<>();
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> {
            for (int i = 0; i < 100_000; i++) {
                taken.add(pool.reserve());
            }
        });
        assertThat(pool.<Integer>runWaiting(() -> 6)).isEqualTo(6);
    }

    @Test
    void run_failingWork_passesThroughAndGivesThePlaceBack() {
        for (int i = 0; i < 10_000; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> pool.run(() -> {
                        throw new IllegalStateException("told to");
                    }));
        }
    }

    @Test
    void place_givenBack_runsNothing() {
        ComputePool.Place place = pool.reserve();
        place.close();
        assertThatIllegalStateException().isThrownBy(() -> place.run(() -> 1));
    }
}
