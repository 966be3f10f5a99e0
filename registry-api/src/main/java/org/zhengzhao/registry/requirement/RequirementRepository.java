package org.zhengzhao.registry.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps what matters require. Each look-up is one statement. */
@ApplicationScoped
class RequirementRepository {
    private final EntityManager entities;
    private final Clock clock;

    RequirementRepository(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** The last version. */
    Optional<MatterRequirements> findCurrent(Uscc department, String matter) {
        return read(entities.createQuery("""
                    select s, r from MatterRequirementsEntity s, RequirementEntity r
                    where s.key.departmentCode = :department and s.key.matterCode = :matter
                        and s.key.version = (select max(n.key.version) from MatterRequirementsEntity n
                            where n.key.departmentCode = :department and n.key.matterCode = :matter)
                        and r.key.departmentCode = :department and r.key.matterCode = :matter
                        and r.key.version = s.key.version
                    order by r.key.position\
                    """, Object[].class)
                .setParameter("department", department.value())
                .setParameter("matter", matter)
                .getResultList());
    }

    Optional<MatterRequirements> find(Uscc department, String matter, int version) {
        return read(entities.createQuery("""
                    select s, r from MatterRequirementsEntity s, RequirementEntity r
                    where s.key.departmentCode = :department and s.key.matterCode = :matter
                        and s.key.version = :version
                        and r.key.departmentCode = :department and r.key.matterCode = :matter
                        and r.key.version = :version
                    order by r.key.position\
                    """, Object[].class)
                .setParameter("department", department.value())
                .setParameter("matter", matter)
                .setParameter("version", version)
                .getResultList());
    }

    /** Adds a version; of two that race for the same number one gets it. */
    boolean add(Uscc department, String matter, int version, List<Requirement> requirements, String clientId) {
        int added = entities.createNativeQuery("""
                    insert into matter_requirements (department_code, matter_code, version, saved_at, saved_by)
                    values (:department, :matter, :version, :at, :by) on conflict do nothing\
                    """)
                .setParameter("department", department.value())
                .setParameter("matter", matter)
                .setParameter("version", version)
                .setParameter("at", clock.instant())
                .setParameter("by", clientId)
                .executeUpdate();
        if (added == 0) {
            return false;
        }
        short position = 0;
        for (Requirement requirement : requirements) {
            RequirementEntity row = new RequirementEntity();
            row.key = new RequirementEntity.Key(department.value(), matter, version, ++position);
            row.code = requirement.code();
            row.titleChinese = requirement.title().chinese();
            row.titleEnglish = requirement.title().english();
            row.typeCode = requirement.type().value();
            row.typeVersion = requirement.typeVersion();
            row.kind = requirement.kind();
            row.condition = requirement.condition();
            entities.persist(row);
        }
        entities.flush();
        return true;
    }

    private static Optional<MatterRequirements> read(List<Object[]> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        MatterRequirementsEntity saved = (MatterRequirementsEntity) rows.getFirst()[0];
        return Optional.of(new MatterRequirements(
                new Uscc(saved.key.departmentCode()),
                saved.key.matterCode(),
                saved.key.version(),
                saved.savedAt,
                rows.stream()
                        .map(row -> requirement((RequirementEntity) row[1]))
                        .toList()));
    }

    private static Requirement requirement(RequirementEntity row) {
        try {
            return new Requirement(
                    row.code,
                    new Bilingual(row.titleChinese, row.titleEnglish),
                    LicenseTypeCode.parse(row.typeCode),
                    row.typeVersion,
                    row.kind,
                    row.condition);
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored type code is broken", corrupt);
        }
    }
}
