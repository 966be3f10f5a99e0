package org.zhengzhao.registry.calendar;

/** How a day differs from what its weekday says. */
public enum DayKind {
    /** A statutory holiday, or a day off that was moved to it. */
    HOLIDAY,
    /** A Saturday or Sunday on which work is made up for (调休). */
    WORKDAY
}
