package org.zhengzhao.registry.sharing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;

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

    UUID byHolder(
            Caller caller,
            ReadPurpose purpose,
            HolderCode holder,
            LicenseTypeCode type,
            Moment moment,
            ReadOutcome outcome,
            Optional<UUID> grant,
            List<LicenseIdentifier> found) {
        return write(
                caller,
                purpose,
                ReadOperation.BY_HOLDER,
                holderKeys.of(holder).toArray(),
                type,
                Optional.of(moment),
                outcome,
                grant,
                found);
    }

    UUID byIdentifier(
            Caller caller,
            ReadPurpose purpose,
            ReadOperation operation,
            LicenseIdentifier identifier,
            Optional<Moment> moment,
            ReadOutcome outcome,
            Optional<UUID> grant) {
        return write(caller, purpose, operation, null, identifier.type(), moment, outcome, grant, List.of(identifier));
    }

    private UUID write(
            Caller caller,
            ReadPurpose purpose,
            ReadOperation operation,
            byte @Nullable [] holderKey,
            LicenseTypeCode type,
            Optional<Moment> moment,
            ReadOutcome outcome,
            Optional<UUID> grant,
            List<LicenseIdentifier> identifiers) {
        AccessRecordEntity row = new AccessRecordEntity();
        row.id = ids.next();
        row.at = clock.instant();
        row.clientId = caller.clientId();
        row.authorityCode = caller.authority().value();
        row.officer = purpose.officer();
        row.purpose = purpose.purpose();
        row.matter = purpose.matter();
        row.caseNumber = purpose.caseNumber();
        row.operation = operation;
        row.holderKey = holderKey;
        row.typeCode = type.value();
        row.outcome = outcome;
        row.grantId = grant.orElse(null);
        moment.filter(Moment::asked).ifPresent(asked -> {
            row.asOf = asked.at();
            row.knownAt = asked.knownAt();
        });
        row.identifiers = String.join(
                " ", identifiers.stream().map(LicenseIdentifier::value).toList());
        persist(row);
        return row.id;
    }
}
