package org.zhengzhao.registry.unusual;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.ValidityPeriod;

/** What is unusual about one read, by the time at which it is made. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UnusualMarksTest {
    private static final Uscc DEPARTMENT = new Uscc("11110000MBFAKE1353");

    @Inject
    UnusualMarks marks;

    /** The calendar knows 1 October as a holiday, and 10 October, a Saturday, as a working day. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T10:00, false",
        "2026-11-27T07:00, false",
        "2026-11-27T06:59:59, true",
        "2026-11-27T19:59:59, false",
        "2026-11-27T20:00, true",
        "2026-11-27T02:00, true",
        "2026-11-28T10:00, true",
        "2026-10-01T10:00, true",
        "2026-10-10T10:00, false"
    })
    void time_outsideWorkingHours_isMarked(LocalDateTime local, boolean outside) {
        assertThat(of(local, Optional.empty())).isEqualTo(outside ? List.of("OUTSIDE_HOURS") : List.of());
    }

    @Test
    void refusalsOfCases_areMarked_othersAreNot() {
        LocalDateTime day = LocalDateTime.parse("2026-11-27T10:00");
        assertThat(of(day, Optional.of(ProblemType.CASE_CLOSED))).containsExactly("CLOSED_CASE");
        assertThat(of(day, Optional.of(ProblemType.CASE_NOT_REGISTERED))).containsExactly("UNKNOWN_CASE");
        assertThat(of(day, Optional.of(ProblemType.GRANT_REQUIRED))).isEmpty();
    }

    private List<String> of(LocalDateTime local, Optional<ProblemType> refusal) {
        return QuarkusTransaction.requiringNew()
                .call(() -> marks.of(
                        DEPARTMENT,
                        "zhang.san",
                        "CASE-1",
                        List.of(),
                        local.atZone(ValidityPeriod.ZONE).toInstant(),
                        refusal));
    }
}
