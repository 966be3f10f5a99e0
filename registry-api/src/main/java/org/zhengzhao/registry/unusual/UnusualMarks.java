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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.zhengzhao.registry.calendar.CalendarService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.code.HolderCodeType;
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

    private static final List<String> PEOPLE = Arrays.stream(HolderCodeType.values())
            .filter(HolderCodeType::naturalPerson)
            .map(HolderCodeType::code)
            .toList();

    private final EntityManager entities;
    private final UnusualConfig config;
    private final LoadingCache<LocalDate, Boolean> workingDays;

    UnusualMarks(EntityManager entities, CalendarService calendar, UnusualConfig config) {
        this.entities = entities;
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

    /** One statement, the same whether there are such licenses or not. */
    private boolean ownName(Uscc department, String officer, String caseNumber, List<LicenseIdentifier> asked) {
        List<Object[]> pairs = entities.unwrap(Session.class)
                .createNativeQuery("""
            select distinct o.name, holder ->> 'name'
            from officer o
            join license l on l.identifier in (:asked)
            cross join lateral jsonb_array_elements(
                cast(convert_from(l.content, 'UTF8') as jsonb) -> 'holders') as holder
            where o.department_code = :department and o.account = :officer
            and left(o.name, 1) = left(holder ->> 'name', 1) and holder ->> 'codeType' in (:people)
            and not exists (select 1 from case_file c
                where c.department_code = :department and c.case_number = :number and c.closed_at is null)\
            """, Object[].class)
                .setParameter(
                        "asked", asked.stream().map(LicenseIdentifier::value).toList())
                .setParameter("department", department.value())
                .setParameter("officer", officer)
                .setParameter("people", PEOPLE)
                .setParameter("number", caseNumber)
                .getResultList();
        return pairs.stream().anyMatch(pair -> {
            Optional<FamilyName> own = FamilyName.find((String) pair[0]);
            return own.isPresent() && own.equals(FamilyName.find((String) pair[1]));
        });
    }
}
