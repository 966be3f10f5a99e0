package org.zhengzhao.registry.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyWarningTest {
    @Test
    void of_daysLeft_isTheMostUrgentThatHolds() {
        assertThat(KeyWarning.of(400)).isEmpty();
        assertThat(KeyWarning.of(90)).isEmpty();
        assertThat(KeyWarning.of(89)).isEqualTo(Optional.of(KeyWarning.WITHIN_90_DAYS));
        assertThat(KeyWarning.of(29)).isEqualTo(Optional.of(KeyWarning.WITHIN_30_DAYS));
        assertThat(KeyWarning.of(6)).isEqualTo(Optional.of(KeyWarning.WITHIN_7_DAYS));
        assertThat(KeyWarning.of(0)).isEqualTo(Optional.of(KeyWarning.WITHIN_7_DAYS));
        assertThat(KeyWarning.of(-1)).isEqualTo(Optional.of(KeyWarning.ENDED));
    }
}
