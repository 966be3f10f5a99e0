package org.zhengzhao.registry.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

@Entity
@Table(name = "calendar_day")
class CalendarDayEntity {
    @Id
    LocalDate day;

    int year;

    @Enumerated(EnumType.STRING)
    DayKind kind;

    String name;

    @SuppressWarnings("NullAway.Init")
    CalendarDayEntity() {}
}
