package org.zhengzhao.registry.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.grant.Admission;
import org.zhengzhao.registry.grant.GrantScope;
import org.zhengzhao.registry.grant.GrantService;
import org.zhengzhao.registry.grant.Predicate;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.license.StoredLicense;
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
import org.zhengzhao.registry.sharing.ReadOutcome;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Reply;
import org.zhengzhao.registry.sharing.Standing;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/** Answers predicates: yes or no about licenses of a holder and type, and no value. In one transaction, like every read. */
@ApplicationScoped
public class PredicateService {
    /** Licenses of a holder that one request answers for. */
    static final int MOST_LICENSES = 100;

    private static final Released NOTHING = new Released.Parts(Set.of(), List.of());
    private static final Refusal NOT_GRANTED = new Refusal(
            ProblemType.PREDICATE_NOT_GRANTED,
            new Bilingual(
                    "授权不包括所问的全部问题，见 GET /v1/grants。请只问授权中的问题，或用 POST /v1/grant-requests 申请。",
                    "The grant does not cover every question that you ask: see GET /v1/grants. Ask those of the grant,"
                            + " or apply with POST /v1/grant-requests."));

    private final Standing standing;
    private final CatalogueService catalogue;
    private final GrantService grants;
    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final Evidence evidence;

    PredicateService(
            Standing standing,
            CatalogueService catalogue,
            GrantService grants,
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            Evidence evidence) {
        this.standing = standing;
        this.catalogue = catalogue;
        this.grants = grants;
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.evidence = evidence;
    }

    /**
     * Answers for the licenses of one type that a holder has, newest first.
     *
     * @param named the questions; empty for all that the grant has
     */
    @Transactional
    Answered<PredicatePage> answer(
            Caller caller,
            ReadPurpose purpose,
            HolderCode holder,
            LicenseTypeCode typeCode,
            List<Predicate> named,
            Moment moment,
            Reply<PredicatePage> reply) {
        LicenseType type = catalogue.require(typeCode);
        Read read = new Read(
                caller, purpose, ReadOperation.PREDICATES, Optional.of(holder), List.of(typeCode), Optional.of(moment));
        Optional<Refusal> refusal = standing.refusal(read);
        if (refusal.isPresent()) {
            return evidence.refused(read, List.of(), refusal.get(), reply);
        }
        Admission admission = grants.admit(
                caller,
                Permission.ASK_PREDICATES,
                purpose.matter(),
                type,
                read.operation().need());
        return switch (admission) {
            case Admission.Refused refused -> evidence.refused(read, List.of(), refused.refusal(), reply);
            case Admission.Admitted admitted -> {
                List<Predicate> asked = named.isEmpty() ? all(admitted.scope()) : named;
                boolean granted = !asked.isEmpty() && asked.stream().allMatch(predicate -> covers(admitted, predicate));
                yield granted
                        ? answered(read, page(holder, typeCode, asked, admitted.region(), moment), admitted, reply)
                        : evidence.refused(read, List.of(), NOT_GRANTED, reply);
            }
        };
    }

    private static List<Predicate> all(GrantScope scope) {
        return scope instanceof GrantScope.Predicates predicates ? predicates.predicates() : List.of();
    }

    /** Whoever may see a part may ask about it. */
    private static boolean covers(Admission.Admitted admitted, Predicate predicate) {
        return admitted.scope() instanceof GrantScope.Predicates granted
                ? granted.predicates().contains(predicate)
                : admitted.released().includes(predicate.field());
    }

    private PredicatePage page(
            HolderCode holder, LicenseTypeCode type, List<Predicate> asked, Optional<AreaCode> region, Moment moment) {
        List<StoredLicense> found = licenses.findByHolder(holder, Set.of(type), MOST_LICENSES + 1);
        boolean more = found.size() > MOST_LICENSES;
        List<StoredLicense> looked = (more ? found.subList(0, MOST_LICENSES) : found)
                .stream()
                        .filter(license -> region.isEmpty() || region.get().covers(license.area()))
                        .toList();
        return new PredicatePage(
                asked,
                lifecycles.histories(looked).stream()
                        .map(history -> Candidate.of(history, moment))
                        .map(candidate -> new PredicatePage.AnsweredLicense(
                                candidate.history().license().content().identifier(),
                                candidate.status(),
                                asked.stream()
                                        .map(predicate -> PredicateAnswer.of(
                                                predicate,
                                                candidate.history().license().content()))
                                        .toList()))
                        .toList(),
                more,
                region,
                moment);
    }

    private Answered<PredicatePage> answered(
            Read read, PredicatePage page, Admission.Admitted admitted, Reply<PredicatePage> reply) {
        List<UUID> grant = List.of(admitted.grant());
        return evidence.answered(
                read,
                new Answer.Found<>(page),
                NOTHING,
                page.licenses().isEmpty() ? ReadOutcome.NOT_FOUND : ReadOutcome.FOUND,
                new Coverage(
                        grant,
                        List.of(),
                        page.predicates().stream().map(PredicateService::name).toList()),
                page.licenses().stream()
                        .map(PredicatePage.AnsweredLicense::identifier)
                        .toList(),
                reply);
    }

    /** How a predicate is named in records and receipts, which are lines of text. */
    private static String name(Predicate predicate) {
        String value = switch (predicate.value()) {
            case JsonValue.Text text -> "\"" + text.value().replaceAll("\\p{Cntrl}", " ") + "\"";
            case JsonValue.Whole whole -> Long.toString(whole.value());
            case JsonValue.Flag flag -> Boolean.toString(flag.value());
            case JsonValue.Items items -> throw new IllegalStateException("not a plain value");
            case JsonValue.Members members -> throw new IllegalStateException("not a plain value");
        };
        return predicate.field() + " " + predicate.operator() + " " + value;
    }
}
