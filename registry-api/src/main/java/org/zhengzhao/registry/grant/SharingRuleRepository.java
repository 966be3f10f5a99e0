package org.zhengzhao.registry.grant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.zhengzhao.schema.code.LicenseTypeCode;

/** Keeps sharing rules. */
@ApplicationScoped
class SharingRuleRepository implements PanacheRepositoryBase<SharingRuleEntity, SharingRuleEntity.Key> {
    private final Clock clock;

    SharingRuleRepository(Clock clock) {
        this.clock = clock;
    }

    List<SharingRule> of(LicenseTypeCode type) {
        return find("key.typeCode = ?1 order by key.name", type.value()).list().stream()
                .map(SharingRuleRepository::rule)
                .toList();
    }

    /** The rule, held until the end of the transaction. */
    Optional<SharingRule> findForChange(LicenseTypeCode type, String name) {
        return findByIdOptional(new SharingRuleEntity.Key(type.value(), name), LockModeType.PESSIMISTIC_WRITE)
                .map(SharingRuleRepository::rule);
    }

    void put(SharingRule rule, String clientId) {
        SharingRuleEntity.Key key = new SharingRuleEntity.Key(rule.type().value(), rule.name());
        Optional<SharingRuleEntity> there = findByIdOptional(key);
        SharingRuleEntity row = there.orElseGet(SharingRuleEntity::new);
        row.key = key;
        row.fields = rule.fields().map(ScopeText::pointers).orElse(null);
        row.sharingClass = rule.sharingClass();
        row.legalBasis = rule.legalBasis();
        row.dailyCap = rule.dailyCap().isPresent() ? rule.dailyCap().getAsInt() : null;
        row.version = rule.version();
        row.changedAt = clock.instant();
        row.changedBy = clientId;
        persistAndFlush(row);
    }

    private static SharingRule rule(SharingRuleEntity row) {
        return new SharingRule(
                ScopeText.type(row.key.typeCode()),
                row.key.name(),
                Optional.ofNullable(row.fields).map(ScopeText::pointers),
                row.sharingClass,
                row.legalBasis,
                row.dailyCap == null ? OptionalInt.empty() : OptionalInt.of(row.dailyCap),
                row.version);
    }
}
