package org.zhengzhao.registry.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.license.ValidityPeriod;

/** Keeps the calendar of working days. */
@ApplicationScoped
public class CalendarService {
    private final EntityManager entities;
    private final Event<CalendarChanged> changed;
    private final Clock clock;

    CalendarService(EntityManager entities, Event<CalendarChanged> changed, Clock clock) {
        this.entities = entities;
        this.changed = changed;
        this.clock = clock;
    }

    /** Today, in China. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ValidityPeriod.ZONE);
    }

    /** The calendar as far as it is known from a day on. */
    @Transactional
    public WorkingDays from(LocalDate first) {
        Map<LocalDate, DayKind> named = entities.createQuery(
                        "from CalendarDayEntity d where d.day >= :first", CalendarDayEntity.class)
                .setParameter("first", first)
                .getResultStream()
                .collect(Collectors.toUnmodifiableMap(row -> row.day, row -> row.kind));
        return new WorkingDays(named);
    }

    @Transactional
    public Optional<CalendarYear> find(int year) {
        return Optional.ofNullable(entities.find(CalendarYearEntity.class, year))
                .map(row -> new CalendarYear(year, row.source, days(year)));
    }

    /** Replaces the days of a year; whoever keeps deadlines counts them anew in the same transaction. */
    @Transactional
    public void replace(CalendarYear year, String clientId) {
        entities.createQuery("delete from CalendarDayEntity d where d.year = :year")
                .setParameter("year", year.year())
                .executeUpdate();
        entities.createNativeQuery("""
            insert into calendar_year (year, source, imported_at, imported_by)
            values (:year, :source, :at, :by)
            on conflict (year) do update set source = excluded.source,
                imported_at = excluded.imported_at, imported_by = excluded.imported_by\
            """)
                .setParameter("year", year.year())
                .setParameter("source", year.source())
                .setParameter("at", clock.instant())
                .setParameter("by", clientId)
                .executeUpdate();
        for (CalendarYear.NamedDay day : year.days()) {
            CalendarDayEntity row = new CalendarDayEntity();
            row.day = day.day();
            row.year = year.year();
            row.kind = day.kind();
            row.name = day.name();
            entities.persist(row);
        }
        entities.flush();
        changed.fire(new CalendarChanged(year.year()));
    }

    private List<CalendarYear.NamedDay> days(int year) {
        return entities.createQuery(
                        "from CalendarDayEntity d where d.year = :year order by d.day", CalendarDayEntity.class)
                .setParameter("year", year)
                .getResultStream()
                .map(row -> new CalendarYear.NamedDay(row.day, row.kind, row.name))
                .toList();
    }
}
