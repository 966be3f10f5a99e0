package org.zhengzhao.registry.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.matter.MatterService;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.requirement.condition.Condition;
import org.zhengzhao.registry.requirement.condition.RefusedConditionException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/** Saves what matters require, and says what their conditions say. */
@ApplicationScoped
public class RequirementService {
    /** Requirements of one matter. */
    public static final int MAX_REQUIREMENTS = 20;

    private static final Logger LOG = Logger.getLogger(RequirementService.class);

    private final RequirementRepository requirements;
    private final Conditions conditions;
    private final MatterService matters;
    private final CatalogueService catalogue;

    RequirementService(
            RequirementRepository requirements,
            Conditions conditions,
            MatterService matters,
            CatalogueService catalogue) {
        this.requirements = requirements;
        this.conditions = conditions;
        this.matters = matters;
        this.catalogue = catalogue;
    }

    /**
     * Saves the next version of what a matter requires.
     *
     * @param expectedVersion the version that is changed; 0 where there is none yet
     * @throws RegistryException if the matter is unknown, somebody else saved meanwhile, or a condition is refused
     */
    @Transactional
    public MatterRequirements save(
            Uscc department, String matter, List<RequirementOrder> orders, int expectedVersion, String clientId) {
        matters.require(department, matter);
        List<Requirement> checked = checked(orders);
        int there = current(department, matter).map(MatterRequirements::version).orElse(0);
        if (there != expectedVersion || !requirements.add(department, matter, there + 1, checked, clientId)) {
            throw new RegistryException(
                    ProblemType.REQUIREMENTS_CHANGED,
                    new Bilingual("请重新读取后再修改。", "Read them again, then change them."));
        }
        return requirements.find(department, matter, there + 1).orElseThrow();
    }

    /**
     * Saves the first version of what a sample matter requires, unless there is one. Its conditions are compiled when they are first asked
     * for: the first start does not wait for that. A test compiles them.
     */
    @Transactional
    public void adoptSample(Uscc department, String matter, List<RequirementOrder> orders, String creator) {
        if (current(department, matter).isEmpty()) {
            List<Requirement> adopted = orders.stream()
                    .map(order ->
                            order.checkedAgainst(catalogue.require(order.type()).version()))
                    .toList();
            requirements.add(department, matter, 1, adopted, creator);
        }
    }

    @Transactional
    public Optional<MatterRequirements> current(Uscc department, String matter) {
        return requirements.findCurrent(department, matter);
    }

    /** What a matter that there is requires: the last version, or a given one. */
    @Transactional
    public Optional<MatterRequirements> require(Uscc department, String matter, Optional<Integer> version) {
        matters.require(department, matter);
        return version.map(number -> requirements.find(department, matter, number))
                .orElseGet(() -> requirements.findCurrent(department, matter));
    }

    /** The condition of a requirement, as it was checked; empty where this version of the registry has no use for it any more. */
    @Transactional
    public Optional<Condition> condition(Requirement requirement) {
        try {
            return Optional.of(conditions.compile(
                    requirement.condition(), catalogue.require(requirement.type(), requirement.typeVersion())));
        } catch (RefusedConditionException refused) {
            LOG.warnf("a saved condition is refused: %s", refused.problem().rule());
            return Optional.empty();
        }
    }

    /** What a requirement says in words, from its condition; not in its author's words. */
    @Transactional
    public Optional<Bilingual> words(Requirement requirement) {
        Bilingual typeName =
                catalogue.require(requirement.type(), requirement.typeVersion()).name();
        return condition(requirement).map(condition -> RequirementWords.of(requirement.kind(), typeName, condition));
    }

    private List<Requirement> checked(List<RequirementOrder> orders) {
        List<Requirement> checked = new ArrayList<>();
        List<ProblemError> errors = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < orders.size(); i++) {
            RequirementOrder order = orders.get(i);
            String pointer = "/requirements/" + i;
            if (!codes.add(order.code())) {
                errors.add(new ProblemError(
                        pointer + "/code", "DUPLICATE", new Bilingual("代码重复。", "The code is there twice.")));
            }
            Optional<LicenseType> type = catalogue.find(order.type());
            if (type.isEmpty()) {
                errors.add(new ProblemError(
                        pointer + "/type",
                        "UNKNOWN_TYPE",
                        new Bilingual("没有此证照类型。", "There is no such license type.")));
                continue;
            }
            try {
                conditions.compile(order.condition(), type.get());
                checked.add(order.checkedAgainst(type.get().version()));
            } catch (RefusedConditionException refused) {
                errors.add(new ProblemError(
                        pointer + "/condition",
                        refused.problem().rule().name(),
                        refused.problem().message()));
            }
        }
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.REQUIREMENT_REFUSED,
                    new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                    errors);
        }
        return checked;
    }
}
