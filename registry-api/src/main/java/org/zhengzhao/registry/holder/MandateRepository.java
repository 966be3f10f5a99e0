package org.zhengzhao.registry.holder;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;

/** Keeps mandates. */
@ApplicationScoped
class MandateRepository implements PanacheRepositoryBase<MandateEntity, UUID> {
    Optional<Mandate> find(UUID id) {
        return findByIdOptional(id).map(MandateRepository::mandate);
    }

    /** Those that a holder has given, the newest first. */
    List<Mandate> givenBy(Bytes holderKey, int most) {
        return found("holderKey = ?1 order by id desc", holderKey, most);
    }

    /** Those that an agent has received and that were not withdrawn, the newest first. */
    List<Mandate> receivedBy(Bytes agentKey, LocalDate today, int most) {
        return find(
                        "agentKey = ?1 and withdrawnAt is null and lastDay >= ?2 order by id desc",
                        agentKey.toArray(),
                        today)
                .page(0, most)
                .list()
                .stream()
                .map(MandateRepository::mandate)
                .toList();
    }

    private List<Mandate> found(String query, Bytes key, int most) {
        return find(query, key.toArray()).page(0, most).list().stream()
                .map(MandateRepository::mandate)
                .toList();
    }

    /**
     * A place for another mandate; those of mandates that have ended are taken back. Two that take the same one at once meet at the unique
     * constraint.
     */
    OptionalInt takePlace(Bytes holderKey, LocalDate today, int places) {
        Set<Integer> taken = new HashSet<>();
        List<MandateEntity> placed = find("holderKey = ?1 and place is not null", holderKey.toArray())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, places)
                .list();
        for (MandateEntity row : placed) {
            Short place = row.place;
            if (row.lastDay.isBefore(today)) {
                row.place = null;
            } else if (place != null) {
                taken.add(place.intValue());
            }
        }
        flush();
        return IntStream.rangeClosed(1, places)
                .filter(place -> !taken.contains(place))
                .findFirst();
    }

    void add(Mandate mandate, int place, String clientId) {
        MandateEntity row = new MandateEntity();
        row.id = mandate.id();
        row.holderKey = mandate.holderKey().toArray();
        row.holderCodeType = mandate.holder().type();
        row.holderCodeEnd = mandate.holder().end();
        row.agentKey = mandate.agentKey().toArray();
        row.agentCodeType = mandate.agent().type();
        row.agentCodeEnd = mandate.agent().end();
        row.typeCodes =
                mandate.types().stream().map(LicenseTypeCode::value).sorted().collect(Collectors.joining(" "));
        row.lastDay = mandate.lastDay();
        row.place = (short) place;
        row.givenAt = mandate.givenAt();
        row.givenBy = clientId;
        persistAndFlush(row);
    }

    /** A mandate that was withdrawn before keeps its time. */
    void withdraw(UUID id, Bytes holderKey, Instant at) {
        update(
                "withdrawnAt = ?1, place = null where id = ?2 and holderKey = ?3 and withdrawnAt is null",
                at,
                id,
                holderKey.toArray());
        getEntityManager().clear();
    }

    private static Mandate mandate(MandateEntity row) {
        return new Mandate(
                row.id,
                Bytes.of(row.holderKey),
                new CodeHint(row.holderCodeType, row.holderCodeEnd),
                Bytes.of(row.agentKey),
                new CodeHint(row.agentCodeType, row.agentCodeEnd),
                Arrays.stream(row.typeCodes.split(" "))
                        .flatMap(MandateRepository::type)
                        .collect(Collectors.toUnmodifiableSet()),
                row.lastDay,
                row.givenAt,
                Optional.ofNullable(row.withdrawnAt));
    }

    private static Stream<LicenseTypeCode> type(String code) {
        if (code.isEmpty()) {
            return Stream.empty();
        }
        try {
            return Stream.of(LicenseTypeCode.parse(code));
        } catch (MalformedCodeException corrupt) {
            // Left out, a mandate for one type would be one for all.
            throw new IllegalStateException("a stored type code is broken", corrupt);
        }
    }
}
