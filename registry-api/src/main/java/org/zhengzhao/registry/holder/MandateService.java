package org.zhengzhao.registry.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;

/** Mandates, as holders give and withdraw them. An agent cannot pass one on: it is the holder's own login that gives it. */
@ApplicationScoped
class MandateService {
    static final int MOST_IN_FORCE = 20;
    private static final int MOST_SHOWN = 100;

    private final MandateRepository mandates;
    private final HolderKeys holderKeys;
    private final TimeOrderedIds ids;
    private final Clock clock;

    MandateService(MandateRepository mandates, HolderKeys holderKeys, TimeOrderedIds ids, Clock clock) {
        this.mandates = mandates;
        this.holderKeys = holderKeys;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a holder has given and received. */
    record Listed(List<Mandate> given, List<Mandate> received) {
        Listed {
            given = List.copyOf(given);
            received = List.copyOf(received);
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ValidityPeriod.ZONE);
    }

    Bytes key(HolderCode code) {
        return holderKeys.of(code);
    }

    @Transactional
    Mandate give(HolderCaller holder, HolderCode agent, Set<LicenseTypeCode> types, LocalDate lastDay) {
        Bytes holderKey = holderKeys.of(holder.holder());
        int place = mandates.takePlace(holderKey, today(), MOST_IN_FORCE).orElseThrow(MandateService::tooMany);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Mandate mandate = new Mandate(
                ids.next(now),
                holderKey,
                CodeHint.of(holder.holder()),
                holderKeys.of(agent),
                CodeHint.of(agent),
                types,
                lastDay,
                now,
                Optional.empty());
        mandates.add(mandate, place, holder.clientId());
        return mandate;
    }

    @Transactional
    Listed list(HolderCaller holder) {
        Bytes key = holderKeys.of(holder.holder());
        return new Listed(mandates.givenBy(key, MOST_SHOWN), mandates.receivedBy(key, today(), MOST_SHOWN));
    }

    /** A mandate that the holder has given; those of others are as unknown as those that do not exist. */
    @Transactional
    Mandate requireGiven(HolderCaller holder, UUID id) {
        Bytes key = holderKeys.of(holder.holder());
        return mandates.find(id)
                .filter(mandate -> mandate.holderKey().equals(key))
                .orElseThrow(MandateService::unknown);
    }

    /** From its commit on no agent reads by it. Withdrawing it again changes nothing. */
    @Transactional
    Mandate withdraw(HolderCaller holder, UUID id) {
        requireGiven(holder, id);
        mandates.withdraw(id, holderKeys.of(holder.holder()), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return requireGiven(holder, id);
    }

    /** A mandate by which an agent may read now. Whoever has none learns nothing of those of others. */
    @Transactional
    Mandate requireReceived(HolderCaller agent, UUID id) {
        Bytes key = holderKeys.of(agent.holder());
        return mandates.find(id)
                .filter(mandate -> mandate.agentKey().equals(key))
                .filter(mandate -> mandate.stateOn(today()) == Mandate.State.IN_FORCE)
                .orElseThrow(MandateService::unknown);
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_MANDATE,
                new Bilingual(
                        "没有此委托，或已到期、已撤回。请用 GET /v1/mandates 查看。",
                        "There is none, or it has ended or was withdrawn. See GET /v1/mandates."));
    }

    static RegistryException tooMany() {
        return new RegistryException(
                ProblemType.TOO_MANY_MANDATES,
                new Bilingual(
                        "同时有效的委托最多 " + MOST_IN_FORCE + " 项。请先撤回一项，再原样重试。",
                        "At most " + MOST_IN_FORCE
                                + " mandates are in force at once. Withdraw one, then send it again as it" + " is."));
    }
}
