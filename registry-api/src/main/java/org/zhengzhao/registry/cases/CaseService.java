package org.zhengzhao.registry.cases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.matter.MatterService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Opens and closes cases, and says which may be named in a read. */
@ApplicationScoped
public class CaseService {
    private final CaseRepository cases;
    private final MatterService matters;
    private final CaseConfig config;

    CaseService(CaseRepository cases, MatterService matters, CaseConfig config) {
        this.cases = cases;
        this.matters = matters;
        this.config = config;
    }

    @Transactional
    public CaseFile open(Uscc department, String matter, String caseNumber, String clientId) {
        matters.require(department, matter);
        if (cases.numberTaken(department, caseNumber)) {
            throw exists();
        }
        return cases.open(department, matter, caseNumber, clientId);
    }

    /** Closes a case of the department. Closing it again changes nothing. */
    @Transactional
    public CaseFile close(Caller caller, UUID id) {
        require(caller, Permission.CLOSE_CASE, id);
        cases.close(id, caller.clientId());
        return require(caller, Permission.CLOSE_CASE, id);
    }

    /** A case of the department; those of others are as unknown as those that do not exist. */
    @Transactional
    public CaseFile require(Caller caller, Permission act, UUID id) {
        return cases.find(id)
                .filter(found -> AccessPolicy.allows(caller, act, new Target.Owned(found.department())))
                .orElseThrow(CaseService::unknown);
    }

    /** Why a case may not be named in a read; empty where it may. */
    @Transactional
    public Optional<Refusal> caseRefusal(Uscc department, String matter, String caseNumber) {
        CaseRepository.Standing standing = cases.standing(department, caseNumber);
        if (standing.closed()) {
            return Optional.of(new Refusal(
                    ProblemType.CASE_CLOSED,
                    new Bilingual(
                            "该办件已办结，不能再据此查询。请核对办件编号。",
                            "The case is closed: nothing is read for it. Check caseNumber.")));
        }
        if (standing.matter().isPresent()) {
            return standing.matter().get().equals(matter)
                    ? Optional.empty()
                    : Optional.of(new Refusal(
                            ProblemType.CASE_NOT_REGISTERED,
                            new Bilingual("该办件属于另一事项。请核对 matter。", "The case is of another matter. Check matter.")));
        }
        return !standing.registers() && config.freeTextNumbers()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemType.CASE_NOT_REGISTERED,
                        new Bilingual("请先用 POST /v1/cases 登记该办件。", "Open the case with POST /v1/cases first.")));
    }

    static RegistryException exists() {
        return new RegistryException(
                ProblemType.CASE_EXISTS,
                new Bilingual("此编号已登记过，不能再用于另一办件。", "The number was used before; another case needs another number."));
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_CASE,
                new Bilingual("请使用登记办件时给出的地址。", "Use the address that was given when the case was opened."));
    }
}
