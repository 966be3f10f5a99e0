package org.zhengzhao.signing.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedMemoTest {
    @Test
    void find_whatWasPut_isThere() {
        BoundedMemo<Integer, String> memo = new BoundedMemo<>(2);
        memo.put(1, "a");
        assertThat(memo.find(1)).contains("a");
        assertThat(memo.find(2)).isEmpty();
    }

    @Test
    void put_everNewKeys_forgetsAndNeverGrows() {
        BoundedMemo<Integer, Integer> memo = new BoundedMemo<>(4);
        for (int key = 0; key < 1000; key++) {
            memo.put(key, key);
            assertThat(memo.find(key)).contains(key);
            assertThat(IntStream.rangeClosed(0, key)
                            .filter(other -> memo.find(other).isPresent())
                            .count())
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void boundedMemo_ofNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedMemo<>(0));
    }
}
