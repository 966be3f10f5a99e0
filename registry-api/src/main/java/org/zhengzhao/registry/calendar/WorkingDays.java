package org.zhengzhao.registry.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/** Which days are working days: Monday to Friday, but for the days that are named. */
public record WorkingDays(Map<LocalDate, DayKind> named) {
    public WorkingDays {
        named = Map.copyOf(named);
    }

    public boolean isWorkingDay(LocalDate day) {
        DayKind kind = named.get(day);
        if (kind == null) {
            return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
        }
        return switch (kind) {
            case HOLIDAY -> false;
            case WORKDAY -> true;
        };
    }

    /**
     * The day on which a number of working days has passed, counted from the day after.
     *
     * @param from is not counted, whether it is a working day or not
     */
    public LocalDate after(LocalDate from, int workingDays) {
        return DeadlineClock.start(from, workingDays).due(this).orElseThrow();
    }
}
