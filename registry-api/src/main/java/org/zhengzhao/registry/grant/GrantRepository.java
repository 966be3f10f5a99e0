package org.zhengzhao.registry.grant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/** Keeps grants and limits. */
@ApplicationScoped
class GrantRepository implements PanacheRepositoryBase<GrantEntity, UUID> {
    private static final String AUTOMATIC_RULE = "unconditional";
    private static final String AUTOMATIC_CREATOR = "sharing-rule";

    private final TimeOrderedIds ids;
    private final Clock clock;

    GrantRepository(TimeOrderedIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The grants of a department for one matter and type, and the limit of the department for the type. */
    record Ground(List<Grant> grants, Optional<DepartmentLimit> limit) {
        Ground {
            grants = List.copyOf(grants);
        }
    }

    /** One statement by an index, however many grants the department has. */
    Ground ground(Uscc department, String matter, LicenseTypeCode type) {
        List<Object[]> rows = getEntityManager()
                .createQuery("""
                    select g, l from GrantEntity g left join LimitEntity l
                        on l.departmentCode = g.terms.departmentCode and l.typeCode = g.terms.typeCode
                    where g.terms.departmentCode = :department and g.terms.matterCode = :matter
                        and g.terms.typeCode = :type\
                    """, Object[].class)
                .setParameter("department", department.value())
                .setParameter("matter", matter)
                .setParameter("type", type.value())
                .getResultList();
        return new Ground(
                rows.stream().map(row -> grant((GrantEntity) row[0])).toList(),
                rows.stream()
                        .flatMap(row -> row[1] instanceof LimitEntity limit ? Stream.of(limit(limit)) : Stream.empty())
                        .findFirst());
    }

    Optional<Grant> find(UUID id) {
        return findByIdOptional(id).map(GrantRepository::grant);
    }

    Grant add(GrantTerms terms, GrantOrigin origin, Optional<UUID> request, String createdBy) {
        GrantEntity row = new GrantEntity();
        row.id = ids.next();
        row.terms = TermsColumns.of(terms);
        row.origin = origin;
        row.requestId = request.orElse(null);
        row.createdAt = clock.instant();
        row.createdBy = createdBy;
        persistAndFlush(row);
        return grant(row);
    }

    /** Adds the grant that comes by itself, unless it is there already: of two reads that race, one adds it. */
    void addAutomatic(GrantTerms terms) {
        TermsColumns columns = TermsColumns.of(terms);
        getEntityManager()
                .createNativeQuery("""
                    insert into sharing_grant (id, department_code, matter_code, type_code, scope, fields,
                        legal_basis, valid_from, origin, rule_name, created_at, created_by)
                    values (:id, :department, :matter, :type, :scope, nullif(:fields, ''),
                        :basis, :from, 'AUTOMATIC', :rule, :at, :by)
                    on conflict do nothing\
                    """)
                .setParameter("id", ids.next())
                .setParameter("department", columns.departmentCode)
                .setParameter("matter", columns.matterCode)
                .setParameter("type", columns.typeCode)
                .setParameter("scope", columns.scope)
                .setParameter("fields", columns.fields == null ? "" : columns.fields)
                .setParameter("basis", columns.legalBasis)
                .setParameter("from", columns.validFrom)
                .setParameter("rule", AUTOMATIC_RULE)
                .setParameter("at", clock.instant())
                .setParameter("by", AUTOMATIC_CREATOR)
                .executeUpdate();
    }

    /** Ends a grant now; false where it had ended so before. */
    boolean revoke(UUID id, String reason, String clientId) {
        boolean revoked = update(
                        "revokedAt = ?1, revokedBy = ?2, revokedWhy = ?3 where id = ?4 and revokedAt is null",
                        clock.instant(),
                        clientId,
                        reason,
                        id)
                == 1;
        getEntityManager().clear();
        return revoked;
    }

    /** Grants, oldest first. */
    List<Grant> page(
            Optional<Uscc> department,
            Optional<String> matter,
            Optional<LicenseTypeCode> type,
            Optional<UUID> after,
            int rows) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        department.ifPresent(value -> {
            conditions.add("terms.departmentCode = :department");
            parameters.put("department", value.value());
        });
        matter.ifPresent(value -> {
            conditions.add("terms.matterCode = :matter");
            parameters.put("matter", value);
        });
        type.ifPresent(value -> {
            conditions.add("terms.typeCode = :type");
            parameters.put("type", value.value());
        });
        after.ifPresent(value -> {
            conditions.add("id > :after");
            parameters.put("after", value);
        });
        String where = conditions.isEmpty() ? "" : String.join(" and ", conditions) + " ";
        return find(where + "order by id", parameters).page(0, rows).list().stream()
                .map(GrantRepository::grant)
                .toList();
    }

    Optional<DepartmentLimit> findLimit(Uscc department, LicenseTypeCode type) {
        return getEntityManager()
                .createQuery(
                        "from LimitEntity l where l.departmentCode = :department and l.typeCode = :type",
                        LimitEntity.class)
                .setParameter("department", department.value())
                .setParameter("type", type.value())
                .getResultStream()
                .findFirst()
                .map(GrantRepository::limit);
    }

    /** Sets a limit; without figures there is none. */
    void limit(Uscc department, LicenseTypeCode type, OptionalInt perMinute, OptionalInt perDay, String clientId) {
        getEntityManager()
                .createNativeQuery("""
                    insert into department_limit
                        (id, department_code, type_code, per_minute, per_day, changed_at, changed_by)
                    values (:id, :department, :type, nullif(:minute, 0), nullif(:day, 0), :at, :by)
                    on conflict (department_code, type_code) do update set per_minute = excluded.per_minute,
                        per_day = excluded.per_day, changed_at = excluded.changed_at,
                        changed_by = excluded.changed_by\
                    """)
                .setParameter("id", ids.next())
                .setParameter("department", department.value())
                .setParameter("type", type.value())
                .setParameter("minute", perMinute.orElse(0))
                .setParameter("day", perDay.orElse(0))
                .setParameter("at", clock.instant())
                .setParameter("by", clientId)
                .executeUpdate();
    }

    private static OptionalInt unboxed(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static DepartmentLimit limit(LimitEntity row) {
        return new DepartmentLimit(row.id, unboxed(row.perMinute), unboxed(row.perDay));
    }

    private static Grant grant(GrantEntity row) {
        Optional<Grant.Revocation> revocation = row.revokedAt == null || row.revokedWhy == null
                ? Optional.empty()
                : Optional.of(new Grant.Revocation(row.revokedAt, row.revokedWhy));
        return new Grant(
                row.id, row.terms.terms(), row.origin, Optional.ofNullable(row.requestId), row.createdAt, revocation);
    }
}
