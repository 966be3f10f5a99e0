package org.zhengzhao.registry.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.zhengzhao.registry.matter.MatterService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.requirement.MatterRequirements;
import org.zhengzhao.registry.requirement.Requirement;
import org.zhengzhao.registry.requirement.RequirementService;
import org.zhengzhao.registry.requirement.condition.Condition;
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
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Checks everything that a matter requires of a holder in one read. Order, in one transaction: may the caller ask at all, what does the
 * matter require, does a grant cover each type (counted once), one look-up for all types, judgement, receipt and record.
 */
@ApplicationScoped
public class CheckService {
    /** Licenses of one holder that one check looks through. */
    static final int MOST_LOOKED_THROUGH = 500;

    private static final Released NOTHING = new Released.Parts(Set.of(), List.of());
    private static final Refusal NO_MATTER = new Refusal(
            ProblemType.MATTER_NOT_REGISTERED,
            new Bilingual(
                    "本部门没有登记此事项，见 GET /v1/matters。请系统管理员登记。",
                    "Your department has no such matter: see GET /v1/matters. Ask the operator to register it."));
    private static final Refusal NO_REQUIREMENTS = new Refusal(
            ProblemType.MATTER_WITHOUT_REQUIREMENTS,
            new Bilingual(
                    "请系统管理员用 PUT /v1/matters/{code}/requirements 登记此事项的要求。",
                    "Ask the operator to save what it requires with PUT /v1/matters/{code}/requirements."));

    private final Standing standing;
    private final MatterService matters;
    private final RequirementService requirements;
    private final CatalogueService catalogue;
    private final GrantService grants;
    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final Evidence evidence;

    CheckService(
            Standing standing,
            MatterService matters,
            RequirementService requirements,
            CatalogueService catalogue,
            GrantService grants,
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            Evidence evidence) {
        this.standing = standing;
        this.matters = matters;
        this.requirements = requirements;
        this.catalogue = catalogue;
        this.grants = grants;
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.evidence = evidence;
    }

    /** A type that a matter asks for, and whether it may be looked at. */
    private record Asked(LicenseType type, Admission admission) {}

    @Transactional
    Answered<MatterCheck> check(
            Caller caller, ReadPurpose purpose, HolderCode holder, Moment moment, Reply<MatterCheck> reply) {
        Read unread = read(caller, purpose, holder, moment, List.of());
        Optional<Refusal> refusal = standing.refusal(unread);
        if (refusal.isPresent()) {
            return evidence.refused(unread, List.of(), refusal.get(), reply);
        }
        if (matters.find(caller.authority(), purpose.matter()).isEmpty()) {
            return evidence.refused(unread, List.of(), NO_MATTER, reply);
        }
        Optional<MatterRequirements> required = requirements.current(caller.authority(), purpose.matter());
        if (required.isEmpty()) {
            return evidence.refused(unread, List.of(), NO_REQUIREMENTS, reply);
        }
        MatterRequirements all = required.get();
        Map<LicenseTypeCode, Asked> asked = admit(caller, all);
        Read read = read(caller, purpose, holder, moment, List.copyOf(asked.keySet()));
        Optional<Refusal> none = nothingGranted(all, asked);
        if (none.isPresent()) {
            return evidence.refused(read, List.of(), none.get(), reply);
        }
        MatterCheck check = judged(all, asked, holder, moment);
        return evidence.answered(
                read,
                new Answer.Found<>(check),
                NOTHING,
                check.outcome().recorded(),
                coverage(check, asked),
                shown(check),
                reply);
    }

    /** In the order of their codes, so that two checks that count against the same caps never wait for each other in a circle. */
    private Map<LicenseTypeCode, Asked> admit(Caller caller, MatterRequirements all) {
        Map<String, LicenseTypeCode> codes = new TreeMap<>();
        all.requirements().forEach(each -> codes.put(each.type().value(), each.type()));
        Map<LicenseTypeCode, Asked> asked = new LinkedHashMap<>();
        for (LicenseTypeCode code : codes.values()) {
            LicenseType type = catalogue.require(code);
            asked.put(
                    code,
                    new Asked(
                            type,
                            grants.admit(
                                    caller,
                                    Permission.CHECK_MATTER,
                                    all.matter(),
                                    type,
                                    ReadOperation.CHECK_MATTER.need())));
        }
        return asked;
    }

    /** Where no type may be looked at the check is refused like any read; with one that may, the others cannot be told. */
    private static Optional<Refusal> nothingGranted(MatterRequirements all, Map<LicenseTypeCode, Asked> asked) {
        Optional<Refusal> first = Optional.empty();
        for (Requirement requirement : all.requirements()) {
            Asked type = asked.get(requirement.type());
            if (type == null || !(type.admission() instanceof Admission.Refused refused)) {
                return Optional.empty();
            }
            if (first.isEmpty()) {
                first = Optional.of(refused.refusal());
            }
        }
        return first;
    }

    /** What may be said of a requirement before anything is looked up. */
    private sealed interface Prepared {
        record Answerable(Condition condition, Admission.Admitted admitted) implements Prepared {}

        record Unanswerable(CheckReason reason) implements Prepared {}
    }

    private Prepared prepare(Requirement requirement, Asked asked) {
        Optional<Condition> condition = requirements.condition(requirement);
        if (condition.isEmpty()) {
            return new Prepared.Unanswerable(CheckReason.EVALUATION_FAILED);
        }
        return switch (asked.admission()) {
            case Admission.Refused refused ->
                new Prepared.Unanswerable(CheckReason.of(refused.refusal().type()));
            case Admission.Admitted admitted ->
                GrantedAnswers.cover(admitted, condition.get())
                        ? new Prepared.Answerable(condition.get(), admitted)
                        : new Prepared.Unanswerable(CheckReason.NOT_GRANTED);
        };
    }

    private MatterCheck judged(
            MatterRequirements all, Map<LicenseTypeCode, Asked> asked, HolderCode holder, Moment moment) {
        Map<String, Prepared> prepared = new HashMap<>();
        Set<LicenseTypeCode> looked = new HashSet<>();
        for (Requirement requirement : all.requirements()) {
            Prepared each = prepare(requirement, asked(asked, requirement));
            prepared.put(requirement.code(), each);
            if (each instanceof Prepared.Answerable) {
                looked.add(requirement.type());
            }
        }
        List<StoredLicense> found =
                looked.isEmpty() ? List.of() : licenses.findByHolder(holder, looked, MOST_LOOKED_THROUGH + 1);
        boolean more = found.size() > MOST_LOOKED_THROUGH;
        List<Candidate> candidates = lifecycles.histories(more ? found.subList(0, MOST_LOOKED_THROUGH) : found).stream()
                .map(history -> Candidate.of(history, moment))
                .toList();
        LocalDate today = LocalDate.ofInstant(moment.at(), ValidityPeriod.ZONE);
        List<MatterCheck.RequirementAnswer> answers = new ArrayList<>();
        for (Requirement requirement : all.requirements()) {
            Optional<Bilingual> words = requirements.words(requirement);
            answers.add(
                    switch (prepared.get(requirement.code())) {
                        case Prepared.Unanswerable unanswerable ->
                            new MatterCheck.RequirementAnswer(
                                    requirement,
                                    words,
                                    Judgement.cannotTell(unanswerable.reason()),
                                    NOTHING,
                                    Optional.empty());
                        case Prepared.Answerable answerable ->
                            new MatterCheck.RequirementAnswer(
                                    requirement,
                                    words,
                                    Judgement.of(
                                            requirement.kind(),
                                            answerable.condition(),
                                            seen(requirement, answerable.admitted(), candidates, more),
                                            today),
                                    answerable.admitted().released(),
                                    answerable.admitted().region());
                        case null -> throw new IllegalStateException("a requirement was not prepared");
                    });
        }
        return new MatterCheck(
                all.matter(),
                all.version(),
                moment,
                today,
                OverallOutcome.of(answers.stream()
                        .map(answer -> answer.judgement().outcome())
                        .toList()),
                answers);
    }

    /** A regional grant shows licenses of its region; whether there are others is not told, so there may always be. */
    private static Judgement.Seen seen(
            Requirement requirement, Admission.Admitted admitted, List<Candidate> candidates, boolean more) {
        Optional<AreaCode> region = admitted.region();
        List<Candidate> ofType = candidates.stream()
                .filter(candidate -> candidate
                        .history()
                        .license()
                        .content()
                        .identifier()
                        .type()
                        .equals(requirement.type()))
                .filter(candidate -> region.isEmpty()
                        || region.get().covers(candidate.history().license().area()))
                .toList();
        return new Judgement.Seen(
                ofType,
                region.isPresent()
                        ? Optional.of(CheckReason.LIMITED_TO_REGION)
                        : more ? Optional.of(CheckReason.MORE_LICENSES) : Optional.empty());
    }

    private static Asked asked(Map<LicenseTypeCode, Asked> asked, Requirement requirement) {
        Asked found = asked.get(requirement.type());
        if (found == null) {
            throw new IllegalStateException("a type was not asked for");
        }
        return found;
    }

    /** Fields with their type before them, and requirements with their version in the place of predicates. */
    private static Coverage coverage(MatterCheck check, Map<LicenseTypeCode, Asked> asked) {
        List<UUID> grants = new ArrayList<>();
        for (Asked each : asked.values()) {
            if (each.admission() instanceof Admission.Admitted admitted) {
                grants.add(admitted.grant());
            }
        }
        Set<String> fields = new LinkedHashSet<>();
        for (MatterCheck.RequirementAnswer answer : check.requirements()) {
            if (answer.judgement().license().isPresent()) {
                LicenseType type = asked(asked, answer.requirement()).type();
                fields.addAll(GrantedAnswers.names(type.code().value(), answer.released(), Released.partsOf(type)));
            }
        }
        return new Coverage(
                grants,
                List.copyOf(fields),
                check.requirements().stream()
                        .map(answer -> answer.requirement().code() + "@" + check.version())
                        .toList());
    }

    private static List<LicenseIdentifier> shown(MatterCheck check) {
        return check.requirements().stream()
                .flatMap(answer -> answer.judgement().license().stream())
                .map(Candidate::history)
                .map(LicenseHistory::license)
                .map(license -> license.content().identifier())
                .distinct()
                .toList();
    }

    private static Read read(
            Caller caller, ReadPurpose purpose, HolderCode holder, Moment moment, List<LicenseTypeCode> types) {
        return new Read(caller, purpose, ReadOperation.CHECK_MATTER, Optional.of(holder), types, Optional.of(moment));
    }
}
