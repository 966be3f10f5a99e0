package org.zhengzhao.registry.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * The days of a year that differ from their weekday.
 *
 * @param source where they were announced
 */
public record CalendarYear(int year, String source, List<NamedDay> days) {
    /** One such day. */
    public record NamedDay(LocalDate day, DayKind kind, String name) {
        public NamedDay {
            Objects.requireNonNull(day);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(name);
        }
    }

    public CalendarYear {
        Objects.requireNonNull(source);
        days = List.copyOf(days);
    }
}
