package org.zhengzhao.registry.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines on a calendar that is made up: a week off in October 2026, with two weekend days on which work is made up for. */
class DeadlineClockTest {
    private static final WorkingDays CALENDAR = new WorkingDays(october());

    private static Map<LocalDate, DayKind> october() {
        Map<LocalDate, DayKind> named = new HashMap<>();
        for (int day = 1; day <= 7; day++) {
            named.put(LocalDate.of(2026, 10, day), DayKind.HOLIDAY);
        }
        named.put(LocalDate.of(2026, 9, 20), DayKind.WORKDAY);
        named.put(LocalDate.of(2026, 10, 10), DayKind.WORKDAY);
        return named;
    }

    @ParameterizedTest
    @CsvSource({
        // Thursday, Friday, Monday
        "2026-11-26, 1, 2026-11-27",
        "2026-11-26, 2, 2026-11-30",
        // received on a Saturday: Monday is the first day
        "2026-11-28, 1, 2026-11-30",
        "2026-11-28, 10, 2026-12-11",
        // over the holidays: October 8, 9 and the made-up 10th
        "2026-09-30, 1, 2026-10-08",
        "2026-09-30, 3, 2026-10-10",
        "2026-09-30, 4, 2026-10-12",
        // the made-up Sunday counts
        "2026-09-18, 1, 2026-09-20",
        // received on a made-up workday, and within the holidays
        "2026-09-20, 1, 2026-09-21",
        "2026-10-03, 2, 2026-10-09",
        // over the end of a year for which nothing is named
        "2026-12-30, 2, 2027-01-01"
    })
    void due_countsWorkingDaysFromTheDayAfter(LocalDate received, int days, LocalDate due) {
        assertThat(DeadlineClock.start(received, days).due(CALENDAR)).contains(due);
        assertThat(CALENDAR.after(received, days)).isEqualTo(due);
    }

    @Test
    void due_stoppedClock_hasNone() {
        DeadlineClock clock = DeadlineClock.start(day("2026-11-02"), 10).stop(day("2026-11-05"));

        assertThat(clock.stopped()).isTrue();
        assertThat(clock.due(CALENDAR)).isEmpty();
    }

    @Test
    void due_afterAStop_leavesOutTheDaysOfTheStop() {
        // Tuesday 3rd and Wednesday 4th count; Thursday 5th to Monday 9th do not; 10th, 11th, 12th are the third to
        // fifth.
        DeadlineClock clock = DeadlineClock.start(day("2026-11-02"), 5)
                .stop(day("2026-11-05"))
                .resume(day("2026-11-09"));

        assertThat(clock.due(CALENDAR)).contains(day("2026-11-12"));
    }

    @Test
    void due_stoppedAndResumedOnOneDay_leavesOutThatDay() {
        DeadlineClock clock = DeadlineClock.start(day("2026-11-02"), 2)
                .stop(day("2026-11-03"))
                .resume(day("2026-11-03"));

        assertThat(clock.due(CALENDAR)).contains(day("2026-11-05"));
    }

    @Test
    void due_twoStopsAndAnExtension_addUp() {
        DeadlineClock clock = DeadlineClock.start(day("2026-11-02"), 3)
                .stop(day("2026-11-03"))
                .resume(day("2026-11-03"))
                .stop(day("2026-11-05"))
                .resume(day("2026-11-06"))
                .extend(2);

        // 4th; 9th, 10th; 11th, 12th
        assertThat(clock.due(CALENDAR)).contains(day("2026-11-12"));
    }

    @Test
    void stop_ofAWeekend_changesNothing() {
        DeadlineClock plain = DeadlineClock.start(day("2026-11-02"), 10);

        assertThat(plain.stop(day("2026-11-07")).resume(day("2026-11-08")).due(CALENDAR))
                .isEqualTo(plain.due(CALENDAR));
    }

    @Test
    void clock_wrongOrder_isRefused() {
        DeadlineClock running = DeadlineClock.start(day("2026-11-02"), 10);
        DeadlineClock stopped = running.stop(day("2026-11-05"));

        assertThatIllegalStateException().isThrownBy(() -> running.resume(day("2026-11-05")));
        assertThatIllegalStateException().isThrownBy(() -> stopped.stop(day("2026-11-06")));
        assertThatIllegalArgumentException().isThrownBy(() -> stopped.resume(day("2026-11-04")));
        assertThatIllegalArgumentException().isThrownBy(() -> DeadlineClock.start(day("2026-11-02"), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DeadlineClock.start(day("2026-11-02"), 1001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeadlineClock(
                        day("2026-11-02"),
                        5,
                        List.of(
                                new DeadlineClock.Stop(day("2026-11-05"), Optional.empty()),
                                new DeadlineClock.Stop(day("2026-11-06"), Optional.empty()))));
    }

    /** Whatever the calendar: the last day is a working day outside every stop, and exactly as many were counted as allowed. */
    @Test
    void due_randomCalendarsAndStops_countsExactly() {
        Random random = new Random(20261128);
        for (int run = 0; run < 2000; run++) {
            LocalDate received = day("2026-01-01").plusDays(random.nextInt(400));
            Map<LocalDate, DayKind> named = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                named.put(received.plusDays(random.nextInt(120)), DayKind.values()[random.nextInt(2)]);
            }
            WorkingDays calendar = new WorkingDays(named);
            LocalDate stopFirst = received.plusDays(1 + random.nextInt(10));
            LocalDate stopLast = stopFirst.plusDays(random.nextInt(20));
            int allowed = 1 + random.nextInt(30);
            LocalDate due = DeadlineClock.start(received, allowed)
                    .stop(stopFirst)
                    .resume(stopLast)
                    .due(calendar)
                    .orElseThrow();

            long counted = received.plusDays(1)
                    .datesUntil(due.plusDays(1))
                    .filter(calendar::isWorkingDay)
                    .filter(one -> one.isBefore(stopFirst) || one.isAfter(stopLast))
                    .count();
            assertThat(counted).isEqualTo(allowed);
            assertThat(calendar.isWorkingDay(due)).isTrue();
            assertThat(due.isBefore(stopFirst) || due.isAfter(stopLast)).isTrue();
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
