package org.zhengzhao.registry.calendar;

/** Days of a year were imported. Observers act in the same transaction. */
public record CalendarChanged(int year) {}
