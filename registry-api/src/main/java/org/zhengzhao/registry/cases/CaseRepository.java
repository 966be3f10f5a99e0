package org.zhengzhao.registry.cases;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.code.Uscc;

/** Keeps cases. */
@ApplicationScoped
class CaseRepository implements PanacheRepositoryBase<CaseEntity, UUID> {
    private final TimeOrderedIds ids;
    private final Clock clock;

    CaseRepository(TimeOrderedIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether a department opens its cases here at all, and the case of a number. */
    record Standing(boolean registers, Optional<String> matter, boolean closed) {}

    /** One statement, which touches two rows at most. */
    Standing standing(Uscc department, String caseNumber) {
        Object[] row = (Object[]) getEntityManager()
                .createNativeQuery("""
                    select exists (select 1 from case_file where department_code = :department) as registers,
                        c.matter_code, c.closed_at is not null as closed
                    from (select 1) as one left join case_file c
                        on c.department_code = :department and c.case_number = :number\
                    """, Object[].class)
                .setParameter("department", department.value())
                .setParameter("number", caseNumber)
                .getSingleResult();
        @Nullable Object matter = row[1];
        return new Standing((Boolean) row[0], Optional.ofNullable((String) matter), matter != null && (Boolean) row[2]);
    }

    Optional<CaseFile> find(UUID id) {
        return findByIdOptional(id).map(CaseRepository::file);
    }

    boolean numberTaken(Uscc department, String caseNumber) {
        return count("departmentCode = ?1 and caseNumber = ?2", department.value(), caseNumber) > 0;
    }

    CaseFile open(Uscc department, String matter, String caseNumber, String clientId) {
        CaseEntity row = new CaseEntity();
        row.id = ids.next();
        row.departmentCode = department.value();
        row.matterCode = matter;
        row.caseNumber = caseNumber;
        row.openedAt = clock.instant();
        row.openedBy = clientId;
        persistAndFlush(row);
        return file(row);
    }

    /** Closes an open case; a case that was closed before keeps its time. */
    void close(UUID id, String clientId) {
        update("closedAt = ?1, closedBy = ?2 where id = ?3 and closedAt is null", clock.instant(), clientId, id);
        getEntityManager().clear();
    }

    private static CaseFile file(CaseEntity row) {
        return new CaseFile(
                row.id,
                new Uscc(row.departmentCode),
                row.matterCode,
                row.caseNumber,
                row.openedAt,
                Optional.ofNullable(row.closedAt));
    }
}
