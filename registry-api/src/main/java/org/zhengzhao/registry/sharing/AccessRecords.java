package org.zhengzhao.registry.sharing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/** Writes the record of each read, in the transaction in which its answer is decided. */
@ApplicationScoped
class AccessRecords implements PanacheRepositoryBase<AccessRecordEntity, UUID> {
    private final TimeOrderedIds ids;
    private final HolderKeys holderKeys;
    private final Clock clock;

    AccessRecords(TimeOrderedIds ids, HolderKeys holderKeys, Clock clock) {
        this.ids = ids;
        this.holderKeys = holderKeys;
        this.clock = clock;
    }

    /** The record of a read, not written yet: it gets its receipt first. */
    AccessRecordEntity of(Read read, ReadOutcome outcome, Coverage coverage, List<LicenseIdentifier> identifiers) {
        AccessRecordEntity row = new AccessRecordEntity();
        row.id = ids.next();
        row.at = clock.instant();
        row.clientId = read.caller().clientId();
        row.authorityCode = read.caller().authority().value();
        row.officer = read.purpose().officer();
        row.purpose = read.purpose().purpose();
        row.matter = read.purpose().matter();
        row.caseNumber = read.purpose().caseNumber();
        row.operation = read.operation();
        row.holderKey =
                read.holder().map(holder -> holderKeys.of(holder).toArray()).orElse(null);
        row.typeCodes = read.types().stream().map(LicenseTypeCode::value).toList();
        row.outcome = outcome;
        row.grantIds = coverage.grants();
        row.fields = coverage.fields();
        row.predicates = coverage.predicates();
        read.moment().filter(Moment::asked).ifPresent(asked -> {
            row.asOf = asked.at();
            row.knownAt = asked.knownAt();
        });
        row.identifiers = String.join(
                " ", identifiers.stream().map(LicenseIdentifier::value).toList());
        return row;
    }

    void write(AccessRecordEntity row) {
        persist(row);
    }

    /** The receipt of a read of that authority. */
    Optional<String> findReceipt(UUID id, Uscc authority) {
        return find("id = ?1 and authorityCode = ?2", id, authority.value())
                .firstResultOptional()
                .flatMap(row -> Optional.ofNullable(row.receipt));
    }
}
