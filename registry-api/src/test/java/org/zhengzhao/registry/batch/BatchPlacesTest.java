package org.zhengzhao.registry.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.Uscc;

class BatchPlacesTest {
    private static final Uscc ONE = new Uscc("11110000MBFAKE1353");
    private static final Uscc OTHER = new Uscc("11110000MBFAKE039R");
    private static final Uscc THIRD = new Uscc("11110000MBFAKE143X");

    private final BatchPlaces places = new BatchPlaces(new BatchConfig() {
        @Override
        public Duration keep() {
            return Duration.ofDays(7);
        }

        @Override
        public int perDepartment() {
            return 2;
        }

        @Override
        public int perNode() {
            return 3;
        }
    });

    @Test
    void take_moreThanADepartmentMayHave_isRefused() {
        try (BatchPlaces.Place first = places.take(ONE);
                BatchPlaces.Place second = places.take(ONE)) {
            assertThat(first).isNotSameAs(second);
            assertRefused(ONE, ProblemType.TOO_MANY_BATCHES);
            places.take(OTHER).close();
        }
        places.take(ONE).close();
    }

    @Test
    void take_moreThanTheNodeHas_isRefused() {
        try (BatchPlaces.Place first = places.take(ONE);
                BatchPlaces.Place second = places.take(ONE);
                BatchPlaces.Place third = places.take(OTHER)) {
            assertThat(first).isNotSameAs(second).isNotSameAs(third);
            assertRefused(THIRD, ProblemType.BUSY);
        }
        places.take(THIRD).close();
    }

    /** Closed twice, by the end of the stream and the end of the request, it is given back once. */
    @Test
    void close_again_changesNothing() {
        BatchPlaces.Place first = places.take(ONE);
        try (BatchPlaces.Place second = places.take(ONE)) {
            assertThat(second).isNotSameAs(first);
            first.close();
            first.close();
            try (BatchPlaces.Place third = places.take(ONE)) {
                assertThat(third).isNotSameAs(first);
                assertRefused(ONE, ProblemType.TOO_MANY_BATCHES);
            }
        }
    }

    private void assertRefused(Uscc department, ProblemType type) {
        assertThatThrownBy(() -> places.take(department))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.type()).isEqualTo(type));
    }
}
