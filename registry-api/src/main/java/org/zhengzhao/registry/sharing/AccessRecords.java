package org.zhengzhao.registry.sharing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.platform.http.RequestIds;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.unusual.UnusualMarks;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/**
 * Writes the record of each read, in the transaction in which its answer is decided. The database files it under everybody whom it
 * concerns at the commit, and gives it the next number of each of them.
 */
@ApplicationScoped
class AccessRecords implements PanacheRepositoryBase<AccessRecordEntity, UUID> {
    private final TimeOrderedIds ids;
    private final HolderKeys holderKeys;
    private final RequestIds requests;
    private final UnusualMarks marks;
    private final Clock clock;

    AccessRecords(TimeOrderedIds ids, HolderKeys holderKeys, RequestIds requests, UnusualMarks marks, Clock clock) {
        this.ids = ids;
        this.holderKeys = holderKeys;
        this.requests = requests;
        this.marks = marks;
        this.clock = clock;
    }

    /** The record of a read, not written yet: it gets its receipt first. */
    AccessRecordEntity of(Read read, ReadOutcome outcome, Coverage coverage, List<LicenseIdentifier> identifiers) {
        AccessRecordEntity row = new AccessRecordEntity();
        // Not finer than the database keeps it, which would round up into the next month. The id has the same time, and
        // says to the database in which month the record is kept.
        row.at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.id = ids.next(row.at);
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
        row.requestId = requests.current();
        row.marks = List.of();
        return row;
    }

    /** Marks what a supervisor should see of the read of an officer. */
    void mark(AccessRecordEntity row, Read read, List<LicenseIdentifier> identifiers) {
        row.marks = marks.of(
                read.caller().authority(),
                read.purpose().officer(),
                read.purpose().caseNumber(),
                identifiers,
                row.at,
                row.outcome.refusedWith());
    }

    void write(AccessRecordEntity row) {
        persist(row);
    }

    /** The receipt of a read of that authority. The id says in which month it lies: one partition is looked at. */
    Optional<String> findReceipt(UUID id, Optional<Uscc> authority) {
        return find("id = ?1", id)
                .firstResultOptional()
                .filter(row -> authority
                        .map(Uscc::value)
                        .map(row.authorityCode::equals)
                        .orElse(true))
                .flatMap(row -> Optional.ofNullable(row.receipt));
    }
}
