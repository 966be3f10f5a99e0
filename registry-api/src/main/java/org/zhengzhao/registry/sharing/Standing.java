package org.zhengzhao.registry.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.zhengzhao.registry.cases.CaseService;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.People;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;

/** Whether a caller may ask at all, for that case and in the name of that officer. */
@ApplicationScoped
public class Standing {
    private final DepartmentService departments;
    private final CaseService cases;
    private final People people;

    Standing(DepartmentService departments, CaseService cases, People people) {
        this.departments = departments;
        this.cases = cases;
        this.people = people;
    }

    /** Why this officer or this case may not be named, whatever is asked for. */
    public Optional<Refusal> refusal(Read read) {
        Caller caller = read.caller();
        ReadPurpose purpose = read.purpose();
        return otherOfficer(read)
                .or(() -> departments.officerRefusal(caller.authority(), purpose.officer()))
                .or(() -> cases.caseRefusal(caller.authority(), purpose.matter(), purpose.caseNumber()));
    }

    /** A system names whom it asks for; a person asks in the own name. Who that is is looked up only where it matters. */
    private Optional<Refusal> otherOfficer(Read read) {
        Permission permission = read.operation().permission();
        String officer = read.purpose().officer();
        return AccessPolicy.allows(read.caller(), permission, new Target.InName(officer, Optional.empty()))
                ? Optional.empty()
                : AccessPolicy.refusal(
                        read.caller(), permission, new Target.InName(officer, people.findOfficer(read.caller())));
    }
}
