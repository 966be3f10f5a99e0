package org.zhengzhao.registry.unusual;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.zhengzhao.registry.calendar.CalendarService;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.ValidityPeriod;

/**
 * Decides, when a read is recorded, by which rules it alone is unusual. Of the names that are compared the record keeps nothing but
 * whether the rule holds.
 */
@ApplicationScoped
public class UnusualMarks {
    /** An imported calendar counts on every node after that time at the latest. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final EntityManager entities;
    private final LicenseRepository licenses;
    private final UnusualConfig config;
    private final LoadingCache<LocalDate, Boolean> workingDays;

    UnusualMarks(EntityManager entities, LicenseRepository licenses, CalendarService calendar, UnusualConfig config) {
        this.entities = entities;
        this.licenses = licenses;
        this.config = config;
        if (!config.workBegins().isBefore(config.workEnds())) {
            throw new IllegalStateException("zhengzhao.unusual-reads.work-begins is before work-ends");
        }
        this.workingDays = Caffeine.newBuilder()
                .maximumSize(16)
                .expireAfterWrite(REMEMBERED)
                .build(day -> calendar.from(day).isWorkingDay(day));
    }

    /**
     * The marks of a read.
     *
     * @param asked licenses that were asked for or found
     * @param refusal with what it was refused
     */
    public List<String> of(
            Uscc department,
            String officer,
            String caseNumber,
            List<LicenseIdentifier> asked,
            Instant at,
            Optional<ProblemType> refusal) {
        List<String> marks = new ArrayList<>();
        refusal.flatMap(UnusualMarks::ofRefusal).ifPresent(rule -> marks.add(rule.name()));
        if (config.ownName() && !asked.isEmpty() && ownName(department, officer, caseNumber, asked)) {
            marks.add(UnusualRule.OWN_NAME.name());
        }
        if (config.outsideHours() && outsideHours(at)) {
            marks.add(UnusualRule.OUTSIDE_HOURS.name());
        }
        return marks;
    }

    private static Optional<UnusualRule> ofRefusal(ProblemType refusal) {
        return refusal == ProblemType.CASE_NOT_REGISTERED
                ? Optional.of(UnusualRule.UNKNOWN_CASE)
                : refusal == ProblemType.CASE_CLOSED ? Optional.of(UnusualRule.CLOSED_CASE) : Optional.empty();
    }

    private boolean outsideHours(Instant at) {
        ZonedDateTime local = at.atZone(ValidityPeriod.ZONE);
        LocalTime time = local.toLocalTime();
        return time.isBefore(config.workBegins())
                || !time.isBefore(config.workEnds())
                || !Objects.requireNonNull(workingDays.get(local.toLocalDate()));
    }

    /**
     * An officer who looks at people of his own family name, and has no open case that would be a reason. Contents are encrypted, so names are
     * compared here: two statements, the same whether there are such licenses or not, and one where the case is open.
     */
    private boolean ownName(Uscc department, String officer, String caseNumber, List<LicenseIdentifier> asked) {
        return withoutOpenCase(department, officer, caseNumber)
                .flatMap(FamilyName::find)
                .filter(own -> licenses.findAll(asked).stream()
                        .flatMap(license -> license.content().holders().stream())
                        .filter(holder -> holder.code().type().naturalPerson())
                        .anyMatch(holder -> FamilyName.find(holder.name())
                                .filter(own::equals)
                                .isPresent()))
                .isPresent();
    }

    /** The officer's name, unless the case is there and open. */
    private Optional<String> withoutOpenCase(Uscc department, String officer, String caseNumber) {
        return entities.unwrap(Session.class)
                .createNativeQuery("""
            select o.name from officer o
            where o.department_code = :department and o.account = :officer
            and not exists (select 1 from case_file c
                where c.department_code = :department and c.case_number = :number and c.closed_at is null)\
            """, String.class)
                .setParameter("department", department.value())
                .setParameter("officer", officer)
                .setParameter("number", caseNumber)
                .getResultStream()
                .findFirst();
    }
}
