package org.zhengzhao.registry.grant;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.matter.MatterService;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.registry.region.RegionRepository;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.SharingClass;

/** Says which grant covers a read, and counts the read against its caps; gives and revokes grants. */
@ApplicationScoped
public class GrantService {
    private static final Duration KEPT = Duration.ofDays(7);

    private final GrantRepository grants;
    private final SharingRuleRepository rules;
    private final UseCounters counters;
    private final CatalogueService catalogue;
    private final MatterService matters;
    private final DepartmentService departments;
    private final RegionRepository regions;
    private final Clock clock;

    GrantService(
            GrantRepository grants,
            SharingRuleRepository rules,
            UseCounters counters,
            CatalogueService catalogue,
            MatterService matters,
            DepartmentService departments,
            RegionRepository regions,
            Clock clock) {
        this.grants = grants;
        this.rules = rules;
        this.counters = counters;
        this.catalogue = catalogue;
        this.matters = matters;
        this.departments = departments;
        this.regions = regions;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, Recurring recurring) {
        recurring.every(
                "removal of old use counters",
                Duration.ofHours(6),
                () -> QuarkusTransaction.requiringNew()
                        .run(() -> counters.forget(clock.instant().minus(KEPT))));
    }

    /**
     * Whether a caller may read licenses of a type for a matter: as far as a grant of its department and its own limits reach. Must be called
     * in the transaction that writes the access record: what is counted here counts only with it. A refusal is a value, so that it can be
     * recorded. Licenses of every region may be among those that are found; the caller passes over those that the grant does not cover.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Admission admit(Caller caller, Permission permission, String matter, LicenseType type, ReadNeed need) {
        return admit(caller, permission, matter, type, need, Optional.empty(), IssuedWhere.Anywhere::new);
    }

    /**
     * The same for one license, which need not be there.
     *
     * @param area gives the region in which the license was issued, if there is one; asked for only if a grant needs it
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Admission admit(
            Caller caller,
            Permission permission,
            String matter,
            LicenseType type,
            ReadNeed need,
            Supplier<Optional<AreaCode>> area) {
        return admit(caller, permission, matter, type, need, Optional.empty(), () -> IssuedWhere.of(area.get()));
    }

    /**
     * The same for a comparison, which shows nothing itself. Licenses of every region may be among those that are compared with; the
     * caller passes over those that the grant does not cover.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Admission admit(
            Caller caller, Permission permission, String matter, LicenseType type, Comparison comparison) {
        return admit(
                caller,
                permission,
                matter,
                type,
                ReadNeed.PREDICATE,
                Optional.of(comparison),
                IssuedWhere.Anywhere::new);
    }

    private Admission admit(
            Caller caller,
            Permission permission,
            String matter,
            LicenseType type,
            ReadNeed need,
            Optional<Comparison> comparison,
            Supplier<IssuedWhere> where) {
        Optional<Refusal> outside = AccessPolicy.refusal(caller, permission, new Target.OfType(type.code()));
        if (outside.isPresent()) {
            return new Admission.Refused(outside.get());
        }
        Uscc department = caller.authority();
        Optional<AreaCode> own = caller.assignment().region();
        SharingPolicy policy = new SharingPolicy(type, rules.of(type.code()));
        GrantRepository.Ground ground = grants.ground(department, matter, type.code());
        GrantDecision decision = within(own, decide(policy, ground, need, comparison, where));
        if (decision instanceof GrantDecision.Covered covered) {
            return count(covered, ground.limit(), own);
        }
        if (matters.find(department, matter).isEmpty()) {
            return new Admission.Refused(new Refusal(
                    ProblemType.MATTER_NOT_REGISTERED,
                    new Bilingual(
                            "本部门没有登记此事项，见 GET /v1/matters。请系统管理员登记。",
                            "Your department has no such matter: see GET /v1/matters. Ask the operator to"
                                    + " register it.")));
        }
        if (decision instanceof GrantDecision.Unconditional) {
            grants.addAutomatic(automatic(policy, department, matter));
            ground = grants.ground(department, matter, type.code());
            decision = within(own, decide(policy, ground, need, comparison, where));
        }
        return switch (decision) {
            case GrantDecision.Covered covered -> count(covered, ground.limit(), own);
            case GrantDecision.Uncovered uncovered -> new Admission.Refused(uncovered.refusal());
            case GrantDecision.Unconditional missing -> throw new IllegalStateException("an automatic grant got lost");
        };
    }

    private GrantDecision decide(
            SharingPolicy policy,
            GrantRepository.Ground ground,
            ReadNeed need,
            Optional<Comparison> comparison,
            Supplier<IssuedWhere> where) {
        boolean regional = ground.grants().stream()
                .anyMatch(grant -> grant.terms().region().isPresent());
        return GrantDecision.of(
                policy,
                ground.grants(),
                need,
                grant -> comparison.map(asked -> policy.covers(grant, asked)).orElse(true),
                regional ? where.get() : new IssuedWhere.Anywhere(),
                today());
    }

    /** Without the grants for regions that have nothing in common with the caller's. */
    private static GrantDecision within(Optional<AreaCode> own, GrantDecision decision) {
        if (own.isEmpty() || !(decision instanceof GrantDecision.Covered covered)) {
            return decision;
        }
        List<GrantDecision.Usable> usable = covered.usable().stream()
                .filter(each -> each.grant()
                        .terms()
                        .region()
                        .map(region -> region.covers(own.get()) || own.get().covers(region))
                        .orElse(true))
                .toList();
        return usable.isEmpty()
                ? new GrantDecision.Uncovered(AccessPolicy.outsideRegion())
                : new GrantDecision.Covered(usable);
    }

    /** Of two regions one of which lies in the other. */
    private static Optional<AreaCode> narrower(Optional<AreaCode> granted, Optional<AreaCode> own) {
        return granted.isPresent() && own.isPresent()
                ? granted.get().covers(own.get()) ? own : granted
                : granted.or(() -> own);
    }

    private GrantTerms automatic(SharingPolicy policy, Uscc department, String matter) {
        Set<String> parts = policy.unconditional();
        GrantScope scope = Released.of(policy.type(), parts) instanceof Released.Everything
                ? new GrantScope.Whole()
                : new GrantScope.Fields(parts);
        return new GrantTerms(
                department,
                matter,
                policy.type().code(),
                scope,
                policy.unconditionalBasis(),
                Optional.empty(),
                today(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /** Counts the read: first against the limits of the department, then against the first grant that has something left. */
    private Admission count(GrantDecision.Covered covered, Optional<DepartmentLimit> limit, Optional<AreaCode> own) {
        Instant now = clock.instant();
        Instant day = today().atStartOfDay(ValidityPeriod.ZONE).toInstant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        List<UseCounters.Ticket> taken = new ArrayList<>();
        if (limit.isPresent()) {
            DepartmentLimit limits = limit.get();
            if (!counted(limits.id(), minute, limits.perMinute(), taken)) {
                return quotaReached("本分钟", "this minute; wait until it is over");
            }
            if (!counted(limits.id(), day, limits.perDay(), taken)) {
                taken.forEach(counters::giveBack);
                return quotaReached("今日", "today");
            }
        }
        for (GrantDecision.Usable usable : covered.usable()) {
            Grant grant = usable.grant();
            if (counted(grant.id(), day, usable.dailyCap(), taken)) {
                return new Admission.Admitted(
                        grant.id(),
                        grant.terms().scope(),
                        usable.released(),
                        narrower(grant.terms().region(), own));
            }
        }
        taken.forEach(counters::giveBack);
        return new Admission.Refused(new Refusal(
                ProblemType.DAILY_CAP_REACHED,
                new Bilingual(
                        "授权的当日上限已用完，北京时间零点后恢复。如需提高，请用 POST /v1/grant-requests 申请。",
                        "The daily cap of the grant is used up; it begins anew at midnight in China. To have it"
                                + " raised, apply with POST /v1/grant-requests.")));
    }

    private boolean counted(UUID subject, Instant since, OptionalInt cap, List<UseCounters.Ticket> taken) {
        if (cap.isEmpty()) {
            return true;
        }
        Optional<UseCounters.Ticket> ticket = counters.take(subject, since, cap.getAsInt());
        ticket.ifPresent(taken::add);
        return ticket.isPresent();
    }

    private static Admission quotaReached(String chinese, String english) {
        return new Admission.Refused(new Refusal(
                ProblemType.QUOTA_REACHED,
                new Bilingual(
                        "本部门" + chinese + "查询此类证照的次数已到上限。",
                        "Your department has reached its limit of reads of this type " + english + ".")));
    }

    /** Gives a grant without a request. */
    @Transactional
    public Grant give(GrantTerms terms, String clientId) {
        check(terms);
        return grants.add(terms, GrantOrigin.GIVEN, Optional.empty(), clientId);
    }

    /**
     * Checks terms against the registry.
     *
     * @throws RegistryException if department, matter, type or region is unknown, the type or a part of it is not shared, or a
     *     field is not one of the type
     */
    void check(GrantTerms terms) {
        departments.require(terms.department());
        matters.require(terms.department(), terms.matter());
        SharingPolicy policy = policy(terms.type());
        if (policy.closed()) {
            throw new RegistryException(
                    ProblemType.NOT_SHARED,
                    new Bilingual(
                            "此类证照不予共享"
                                    + policy.legalBasis()
                                            .map(basis -> "，依据：" + basis)
                                            .orElse("") + "。",
                            "Licenses of this type are not shared"
                                    + policy.legalBasis()
                                            .map(basis -> "; legal basis: " + basis)
                                            .orElse("")
                                    + "."));
        }
        if (terms.region().isPresent() && terms.region().flatMap(regions::find).isEmpty()) {
            throw new RegistryException(
                    ProblemType.UNKNOWN_REGION,
                    new Bilingual("请先用 POST /v1/regions 登记该区划。", "Register it with POST /v1/regions first."));
        }
        requireParts(policy.type(), SharingPolicy.named(terms.scope()));
        policy.findNotShared(terms.scope()).ifPresent(part -> {
            String basis = policy.basisOfNotShared(part);
            throw new RegistryException(
                    ProblemType.NOT_SHARED,
                    new Bilingual(
                            part + " 不予共享，依据：" + basis + "。请去掉它再申请。",
                            part + " is not shared; legal basis: " + basis + ". Leave it out."));
        });
    }

    static void requireParts(LicenseType type, Set<String> asked) {
        List<String> known = Released.partsOf(type);
        List<ProblemError> errors = asked.stream()
                .filter(part -> !known.contains(part))
                .sorted()
                .map(part -> new ProblemError(
                        "/fields",
                        "WRONG_VALUE",
                        new Bilingual("此类证照没有 " + part + "。", "Licenses of this type have no " + part + ".")))
                .toList();
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                    errors);
        }
    }

    @Transactional
    public SharingPolicy policy(LicenseTypeCode type) {
        return new SharingPolicy(catalogue.require(type), rules.of(type));
    }

    @Transactional
    public Grant require(UUID id) {
        return grants.find(id).orElseThrow(GrantService::unknown);
    }

    /** Ends a grant now. What was read under it stays recorded. */
    @Transactional
    public Grant revoke(UUID id, String reason, String clientId) {
        require(id);
        if (!grants.revoke(id, reason, clientId)) {
            throw new RegistryException(
                    ProblemType.GRANT_STATE, new Bilingual("该授权已撤销。", "The grant was revoked before."));
        }
        return require(id);
    }

    @Transactional
    public List<Grant> page(
            Optional<Uscc> department,
            Optional<String> matter,
            Optional<LicenseTypeCode> type,
            Optional<UUID> after,
            int rows) {
        return grants.page(department, matter, type, after, rows);
    }

    /**
     * Sets the class and legal basis of the whole type or of a set of its fields.
     *
     * @param expectedVersion the version that is changed; 0 for a new rule
     */
    @Transactional
    public SharingRule putRule(SharingRule rule, int expectedVersion, String clientId) {
        SharingPolicy policy = policy(rule.type());
        requireParts(policy.type(), rule.fields().orElse(Set.of()));
        if (rule.fields().isEmpty() && rule.sharingClass() != policy.type().sharingClass()) {
            SharingClass defined = policy.type().sharingClass();
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("整体共享类型以证照类型定义为准。", "The class of the whole stands in the type's definition."),
                    List.of(new ProblemError(
                            "/sharingClass",
                            "WRONG_VALUE",
                            new Bilingual("应为 " + defined + "。", "Should be " + defined + "."))));
        }
        int there = rules.findForChange(rule.type(), rule.name())
                .map(SharingRule::version)
                .orElse(0);
        if (there != expectedVersion) {
            throw new RegistryException(
                    ProblemType.RULE_CHANGED, new Bilingual("请重新读取后再修改。", "Read it again, then change it."));
        }
        SharingRule next = new SharingRule(
                rule.type(),
                rule.name(),
                rule.fields(),
                rule.sharingClass(),
                rule.legalBasis(),
                rule.dailyCap(),
                there + 1);
        rules.put(next, clientId);
        return next;
    }

    /** Sets how much a department may read of a type; without figures there is no limit. */
    @Transactional
    public void limit(
            Uscc department, LicenseTypeCode type, OptionalInt perMinute, OptionalInt perDay, String clientId) {
        departments.require(department);
        catalogue.require(type);
        grants.limit(department, type, perMinute, perDay, clientId);
    }

    @Transactional
    Optional<DepartmentLimit> findLimit(Uscc department, LicenseTypeCode type) {
        return grants.findLimit(department, type);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ValidityPeriod.ZONE);
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_GRANT, new Bilingual("请用 GET /v1/grants 查看。", "See GET /v1/grants."));
    }
}
