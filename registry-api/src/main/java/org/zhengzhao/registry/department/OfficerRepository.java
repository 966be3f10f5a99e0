package org.zhengzhao.registry.department;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.schema.code.Uscc;

/** Keeps officers. */
@ApplicationScoped
class OfficerRepository implements PanacheRepositoryBase<OfficerEntity, OfficerEntity.Key> {
    private final Clock clock;

    OfficerRepository(Clock clock) {
        this.clock = clock;
    }

    /** Whether a department has a list of officers at all, and whether one of them may be named now. */
    record Standing(boolean listed, boolean active) {}

    /** One statement, which touches two rows at most. */
    Standing standing(Uscc department, String account) {
        Object[] row = (Object[]) getEntityManager()
                .createNativeQuery("""
                    select exists (select 1 from officer where department_code = :department) as listed,
                        exists (select 1 from officer where department_code = :department
                            and account = :account and active
                            and ' ' || roles || ' ' like '% CASE_HANDLER %') as allowed\
                    """, Object[].class)
                .setParameter("department", department.value())
                .setParameter("account", account)
                .getSingleResult();
        return new Standing((Boolean) row[0], (Boolean) row[1]);
    }

    Optional<Officer> find(Uscc department, String account) {
        return findByIdOptional(new OfficerEntity.Key(department.value(), account))
                .map(OfficerRepository::officer);
    }

    List<Officer> page(Uscc department, Optional<String> after, int rows) {
        return find(
                        "key.departmentCode = ?1 and key.account > ?2 order by key.account",
                        department.value(),
                        after.orElse(""))
                .page(0, rows)
                .list()
                .stream()
                .map(OfficerRepository::officer)
                .toList();
    }

    void add(Uscc department, Officer officer, String clientId) {
        OfficerEntity row = new OfficerEntity();
        row.key = new OfficerEntity.Key(department.value(), officer.account());
        row.name = officer.name();
        row.roles = roles(officer);
        row.active = officer.active();
        row.createdAt = clock.instant();
        row.createdBy = clientId;
        row.changedAt = row.createdAt;
        row.changedBy = clientId;
        persistAndFlush(row);
    }

    boolean change(Uscc department, Officer officer, String clientId) {
        return update(
                        "name = ?1, roles = ?2, active = ?3, changedAt = ?4, changedBy = ?5"
                                + " where key.departmentCode = ?6 and key.account = ?7",
                        officer.name(),
                        roles(officer),
                        officer.active(),
                        clock.instant(),
                        clientId,
                        department.value(),
                        officer.account())
                == 1;
    }

    private static String roles(Officer officer) {
        return officer.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    private static Officer officer(OfficerEntity row) {
        return new Officer(
                row.key.account(),
                row.name,
                Arrays.stream(row.roles.split(" ")).map(OfficerRole::valueOf).collect(Collectors.toUnmodifiableSet()),
                row.active);
    }
}
