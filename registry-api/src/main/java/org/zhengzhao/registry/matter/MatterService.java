package org.zhengzhao.registry.matter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Registers matters and finds them. */
@ApplicationScoped
public class MatterService {
    private final MatterRepository matters;
    private final DepartmentService departments;

    MatterService(MatterRepository matters, DepartmentService departments) {
        this.matters = matters;
        this.departments = departments;
    }

    @Transactional
    public void register(Matter matter, String clientId) {
        departments.require(matter.department());
        if (matters.find(matter.department(), matter.code()).isPresent()) {
            throw exists();
        }
        matters.add(matter, clientId);
    }

    @Transactional
    public Optional<Matter> find(Uscc department, String code) {
        return matters.find(department, code);
    }

    @Transactional
    public Matter require(Uscc department, String code) {
        return matters.find(department, code)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.UNKNOWN_MATTER,
                        new Bilingual(
                                "该部门没有登记此事项。请系统管理员用 POST /v1/matters 登记。",
                                "The department has no such matter. Ask the operator to register it with POST"
                                        + " /v1/matters.")));
    }

    @Transactional
    public List<Matter> page(Uscc department, Optional<String> after, int rows) {
        return matters.page(department, after, rows);
    }

    static RegistryException exists() {
        return new RegistryException(
                ProblemType.MATTER_EXISTS, new Bilingual("请用 GET /v1/matters 查看。", "See GET /v1/matters."));
    }
}
