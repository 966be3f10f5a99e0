package org.zhengzhao.registry.calendar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "calendar_year")
class CalendarYearEntity {
    @Id
    int year;

    String source;

    @Column(name = "imported_at")
    Instant importedAt;

    @Column(name = "imported_by")
    String importedBy;

    @SuppressWarnings("NullAway.Init")
    CalendarYearEntity() {}
}
