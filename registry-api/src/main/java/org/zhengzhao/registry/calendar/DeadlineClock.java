package org.zhengzhao.registry.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A period of working days that can be stopped while somebody else has to act.
 *
 * <p>Counting starts the day after receipt. A stop takes out every day from the one on which it begins to the one on which it ends,
 * both included: the day on which what was missing arrives is a day of receipt again.
 *
 * @param received the day of receipt, which is not counted
 * @param allowed working days that are allowed, extensions included
 * @param stops in order; they do not overlap, and only the last one may be open
 */
public record DeadlineClock(LocalDate received, int allowed, List<Stop> stops) {
    /** Longer periods are no deadlines; the bound keeps the counting short. */
    private static final int MAX_ALLOWED = 1000;

    /**
     * Days that are not counted.
     *
     * @param last empty while the clock is stopped
     */
    public record Stop(LocalDate first, Optional<LocalDate> last) {
        public Stop {
            Objects.requireNonNull(first);
            last.ifPresent(end -> {
                if (end.isBefore(first)) {
                    throw new IllegalArgumentException("a stop ends before it begins");
                }
            });
        }

        private boolean takesOut(LocalDate day) {
            return !day.isBefore(first) && last.filter(day::isAfter).isEmpty();
        }
    }

    public DeadlineClock {
        Objects.requireNonNull(received);
        stops = List.copyOf(stops);
        if (allowed < 1 || allowed > MAX_ALLOWED) {
            throw new IllegalArgumentException("working days allowed: 1 to " + MAX_ALLOWED);
        }
        for (int i = 0; i < stops.size() - 1; i++) {
            Optional<LocalDate> end = stops.get(i).last();
            if (end.isEmpty() || stops.get(i + 1).first().isBefore(end.get())) {
                throw new IllegalArgumentException("stops overlap or are out of order");
            }
        }
    }

    public static DeadlineClock start(LocalDate received, int allowed) {
        return new DeadlineClock(received, allowed, List.of());
    }

    public boolean stopped() {
        return !stops.isEmpty() && stops.getLast().last().isEmpty();
    }

    public DeadlineClock stop(LocalDate day) {
        if (stopped()) {
            throw new IllegalStateException("the clock is stopped already");
        }
        List<Stop> more = new ArrayList<>(stops);
        more.add(new Stop(day, Optional.empty()));
        return new DeadlineClock(received, allowed, more);
    }

    public DeadlineClock resume(LocalDate day) {
        if (!stopped()) {
            throw new IllegalStateException("the clock is running");
        }
        List<Stop> ended = new ArrayList<>(stops);
        ended.set(ended.size() - 1, new Stop(stops.getLast().first(), Optional.of(day)));
        return new DeadlineClock(received, allowed, ended);
    }

    public DeadlineClock extend(int workingDays) {
        return new DeadlineClock(received, allowed + workingDays, stops);
    }

    /** The last working day on which the period is kept; empty while the clock is stopped. */
    public Optional<LocalDate> due(WorkingDays calendar) {
        if (stopped()) {
            return Optional.empty();
        }
        LocalDate day = received;
        int counted = 0;
        while (counted < allowed) {
            day = day.plusDays(1);
            LocalDate candidate = day;
            if (calendar.isWorkingDay(day) && stops.stream().noneMatch(stop -> stop.takesOut(candidate))) {
                counted++;
            }
        }
        return Optional.of(day);
    }
}
