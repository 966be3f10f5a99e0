package org.zhengzhao.registry.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.grant.Admission;
import org.zhengzhao.registry.grant.GrantService;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.sharing.Answer;
import org.zhengzhao.registry.sharing.Answered;
import org.zhengzhao.registry.sharing.Coverage;
import org.zhengzhao.registry.sharing.Evidence;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.registry.sharing.Read;
import org.zhengzhao.registry.sharing.ReadOperation;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Reply;
import org.zhengzhao.registry.sharing.Standing;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Verifies facts (信息验证). Whether there is no such license or something given differs is the same answer, made by the same statements,
 * with the same record and receipt.
 */
@ApplicationScoped
public class FactsService {
    /** A question is compared with no more licenses of a holder than this; with more it has to give the number. */
    static final int MOST_COMPARED = 1000;

    private static final AreaCode WHOLE_COUNTRY = new AreaCode("100000");
    private static final Released NOTHING = new Released.Parts(Set.of(), List.of());
    private static final Comparator<Found> BEST_FIRST = Comparator.comparingInt(found -> rank(found.code()));

    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final CatalogueService catalogue;
    private final Standing standing;
    private final GrantService grants;
    private final Mismatches mismatches;
    private final Evidence evidence;

    FactsService(
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            CatalogueService catalogue,
            Standing standing,
            GrantService grants,
            Mismatches mismatches,
            Evidence evidence) {
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.catalogue = catalogue;
        this.standing = standing;
        this.grants = grants;
        this.mismatches = mismatches;
        this.evidence = evidence;
    }

    /**
     * What came of a comparison.
     *
     * @param compared the parts that were compared, as JSON Pointers
     * @param license the one that has the facts; empty for codes 4 and 5
     * @param region where the licenses that were compared with were issued, if the grant is limited to a region
     */
    public record Result(
            FactsCode code,
            List<String> compared,
            Optional<LicenseIdentifier> license,
            Moment moment,
            Optional<AreaCode> region) {
        public Result {
            Objects.requireNonNull(code);
            compared = List.copyOf(compared);
            Objects.requireNonNull(license);
            Objects.requireNonNull(moment);
            Objects.requireNonNull(region);
        }
    }

    /** A license that has the facts, with its code. */
    private record Found(FactsCode code, Optional<LicenseIdentifier> license) {}

    /**
     * Order: may the caller ask at all; does the question count as one too many; may it compare this; the look-up; record and receipt.
     * One commit for all.
     *
     * @throws org.zhengzhao.registry.platform.problem.RegistryException if there is no such type, or a value is none of that part of a
     *     license: then nothing was looked up, and nothing is recorded
     */
    @Transactional
    public Answered<Result> verify(
            Caller caller, ReadPurpose purpose, FactsOrder order, Moment now, Reply<Result> reply) {
        LicenseType type = catalogue.require(order.type());
        GivenFacts facts = GivenFacts.of(order, type);
        Moment moment = on(order, now);
        Read read = new Read(
                caller,
                purpose,
                ReadOperation.VERIFY_FACTS,
                order.holder(),
                List.of(order.type()),
                Optional.of(moment));
        Optional<Refusal> refusal = standing.refusal(read);
        if (refusal.isPresent()) {
            return evidence.refused(read, List.of(), refusal.get(), reply);
        }
        Mismatches.Taken taken = mismatches.take(caller.authority(), facts);
        if (!taken.all()) {
            mismatches.giveBack(taken);
            return evidence.refused(read, List.of(), tooMany(), reply);
        }
        Admission admission = grants.admit(caller, Permission.VERIFY_FACTS, purpose.matter(), type, facts);
        return switch (admission) {
            case Admission.Refused refused -> {
                mismatches.giveBack(taken);
                yield evidence.refused(read, List.of(), refused.refusal(), reply);
            }
            case Admission.Admitted admitted -> {
                Found found = compared(order, facts, admitted.region(), moment);
                if (!found.code().differs()) {
                    mismatches.giveBack(taken);
                }
                yield answered(read, facts, admitted, found, moment, reply);
            }
        };
    }

    private Answered<Result> answered(
            Read read, GivenFacts facts, Admission.Admitted admitted, Found found, Moment moment, Reply<Result> reply) {
        List<String> compared = List.copyOf(facts.parts());
        Result result = new Result(found.code(), compared, found.license(), moment, admitted.region());
        return evidence.answered(
                read,
                new Answer.Found<>(result),
                NOTHING,
                found.code().outcome(),
                new Coverage(List.of(admitted.grant()), List.of(), compared),
                found.license().stream().toList(),
                reply);
    }

    /** The events of a license are read only where it has the facts: without them one statement says that, and says no more. */
    private Found compared(FactsOrder order, GivenFacts facts, Optional<AreaCode> region, Moment moment) {
        List<StoredLicense> candidates = licenses.findGiven(
                order.type(),
                order.holder(),
                order.number().map(NormalForm::numbers).orElse(Set.of()),
                MOST_COMPARED + 1);
        if (candidates.size() > MOST_COMPARED) {
            return new Found(FactsCode.SEVERAL, Optional.empty());
        }
        Map<String, Map<UUID, StoredLicense>> agreeing = new LinkedHashMap<>();
        for (StoredLicense candidate : candidates) {
            boolean agrees = facts.agreeWith(candidate.content());
            if (agrees && region.map(limit -> covers(limit, candidate)).orElse(true)) {
                agreeing.computeIfAbsent(versions(candidate), line -> new LinkedHashMap<>())
                        .put(candidate.id(), candidate);
            }
        }
        return switch (agreeing.size()) {
            case 0 -> new Found(FactsCode.NONE, Optional.empty());
            case 1 -> best(List.copyOf(agreeing.values().iterator().next().values()), moment);
            default -> new Found(FactsCode.SEVERAL, Optional.empty());
        };
    }

    /** Of the versions of one license that have the facts: the one that counts is the one that is in force, if any is. */
    private Found best(List<StoredLicense> versions, Moment moment) {
        return lifecycles.histories(versions).stream()
                .map(history -> new Found(
                        FactsCode.of(status(history, moment)),
                        Optional.of(history.license().content().identifier())))
                .min(BEST_FIRST)
                .orElseThrow();
    }

    private static LicenseStatus status(LicenseHistory history, Moment moment) {
        return moment.askedAt()
                .map(at -> history.standingAt(at, Instant.MAX))
                .orElseGet(() -> history.standingNow(moment.now()))
                .status();
    }

    /** A version that waits for its day says more than one that is over. */
    private static int rank(FactsCode code) {
        return switch (code) {
            case RIGHT_AND_VALID -> 0;
            case RIGHT_AND_SUSPENDED -> 1;
            case RIGHT_AND_NOT_YET_EFFECTIVE -> 2;
            case RIGHT_AND_NO_LONGER_VALID -> 3;
            case SEVERAL, NONE -> 4;
        };
    }

    private static Moment on(FactsOrder order, Moment now) {
        return order.on()
                .map(day -> new Moment(
                        now.now(),
                        Optional.of(day.atStartOfDay(ValidityPeriod.ZONE).toInstant()),
                        Optional.empty()))
                .orElse(now);
    }

    /** Type and authority are the same for all versions; so is the serial. */
    private static String versions(StoredLicense license) {
        LicenseIdentifier identifier = license.content().identifier();
        return identifier.authority().value() + "." + identifier.serial();
    }

    /** An area that nobody knows lies in no region but the whole country. */
    private static boolean covers(AreaCode region, StoredLicense license) {
        try {
            return region.covers(AreaCode.parse(license.content().areaCode()));
        } catch (MalformedCodeException unknown) {
            return region.equals(WHOLE_COUNTRY);
        }
    }

    private static Refusal tooMany() {
        return new Refusal(
                ProblemType.TOO_MANY_MISMATCHES,
                new Bilingual(
                        "本部门今日对该持证主体、编号或姓名的比对多次不一致，北京时间零点后恢复。请向当事人核对信息；没有进行比对。",
                        "Facts about this holder, number or name differed too often for your department today; it begins anew at"
                                + " midnight in China. Check them with the person. Nothing was compared."));
    }
}
