package org.zhengzhao.registry.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecurringTest {
    private final Recurring recurring = new Recurring();

    @AfterEach
    void end() {
        recurring.stop();
    }

    @Test
    void work_thatFailsInAnyWay_isDoneAgain() throws Exception {
        CountDownLatch rounds = new CountDownLatch(4);
        recurring.every("test", Duration.ofMillis(1), () -> {
            rounds.countDown();
            if (rounds.getCount() % 2 == 0) {
                throw new IllegalStateException("told to");
            }
            throw new StackOverflowError();
        });
        assertThat(rounds.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
