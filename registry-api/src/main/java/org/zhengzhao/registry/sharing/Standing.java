package org.zhengzhao.registry.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.zhengzhao.registry.cases.CaseService;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.problem.Refusal;

/** Whether a caller may ask at all, for that case and in the name of that officer. */
@ApplicationScoped
public class Standing {
    private final DepartmentService departments;
    private final CaseService cases;

    Standing(DepartmentService departments, CaseService cases) {
        this.departments = departments;
        this.cases = cases;
    }

    /** Why this officer or this case may not be named, whatever is asked for. */
    public Optional<Refusal> refusal(Caller caller, ReadPurpose purpose) {
        // Whatever way the purpose came: nobody who has logged in is recorded under another's name.
        caller.requireOfficer(purpose.officer());
        return departments
                .officerRefusal(caller.authority(), purpose.officer())
                .or(() -> cases.caseRefusal(caller.authority(), purpose.matter(), purpose.caseNumber()));
    }
}
