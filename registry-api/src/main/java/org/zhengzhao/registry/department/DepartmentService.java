package org.zhengzhao.registry.department;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.identity.Client;
import org.zhengzhao.registry.identity.ClientRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.region.RegionRepository;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Registers departments and officers, and says who may be named in a read. */
@ApplicationScoped
public class DepartmentService {
    private final DepartmentRepository departments;
    private final OfficerRepository officers;
    private final AuthorityRepository authorities;
    private final RegionRepository regions;
    private final ClientRepository clients;
    private final DepartmentConfig config;

    DepartmentService(
            DepartmentRepository departments,
            OfficerRepository officers,
            AuthorityRepository authorities,
            RegionRepository regions,
            ClientRepository clients,
            DepartmentConfig config) {
        this.departments = departments;
        this.officers = officers;
        this.authorities = authorities;
        this.regions = regions;
        this.clients = clients;
        this.config = config;
    }

    /**
     * Registers a department. An authority that the registry does not know yet is registered with it.
     *
     * @param authority the same organisation as an authority
     */
    @Transactional
    public void register(Department department, RegisteredAuthority authority, String clientId) {
        if (departments.find(department.code()).isPresent()) {
            throw exists();
        }
        if (regions.find(department.region()).isEmpty()) {
            throw new RegistryException(
                    ProblemType.UNKNOWN_REGION,
                    new Bilingual("请先用 POST /v1/regions 登记该区划。", "Register it with POST /v1/regions first."));
        }
        department.parent().ifPresent(this::require);
        if (authorities.find(authority.code()).isEmpty()) {
            authorities.add(authority);
        }
        departments.add(department, clientId);
    }

    @Transactional
    public Department require(Uscc code) {
        return departments.find(code).orElseThrow(DepartmentService::unknown);
    }

    @Transactional
    public Optional<Department> find(Uscc code) {
        return departments.find(code);
    }

    @Transactional
    public List<Department> page(Optional<AreaCode> region, Optional<Uscc> parent, Optional<Uscc> after, int rows) {
        return departments.page(region, parent, after, rows);
    }

    /** The systems of a department: the clients of its authority. */
    @Transactional
    public List<Client> systems(Uscc department, Optional<String> after, int rows) {
        require(department);
        return clients.ofAuthority(department, after, rows);
    }

    @Transactional
    public void registerOfficer(Uscc department, Officer officer, String clientId) {
        require(department);
        if (officers.find(department, officer.account()).isPresent()) {
            throw officerExists();
        }
        officers.add(department, officer, clientId);
    }

    /** Changes name, roles and whether the officer is active. */
    @Transactional
    public void changeOfficer(Uscc department, Officer officer, String clientId) {
        if (!officers.change(department, officer, clientId)) {
            throw new RegistryException(
                    ProblemType.UNKNOWN_OFFICER,
                    new Bilingual(
                            "请先用 POST /v1/departments/{code}/officers 登记该经办人。",
                            "Register the officer with POST /v1/departments/{code}/officers first."));
        }
    }

    @Transactional
    public List<Officer> officers(Uscc department, Optional<String> after, int rows) {
        require(department);
        return officers.page(department, after, rows);
    }

    /** Why an officer may not be named in a read of a department; empty where that is allowed. */
    @Transactional
    public Optional<Refusal> officerRefusal(Uscc department, String account) {
        OfficerRepository.Standing standing = officers.standing(department, account);
        boolean allowed = standing.listed() ? standing.active() : config.freeTextOfficers();
        return allowed
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemType.OFFICER_NOT_ACTIVE,
                        new Bilingual(
                                "officer 须为本部门登记在册且在岗的经办人账号。请系统管理员登记或启用。",
                                "officer is the account of a registered and active officer of your department. Ask the"
                                        + " operator to register or activate the officer.")));
    }

    static RegistryException exists() {
        return new RegistryException(
                ProblemType.DEPARTMENT_EXISTS,
                new Bilingual("请用 GET /v1/departments/{code} 查看。", "See GET /v1/departments/{code}."));
    }

    static RegistryException officerExists() {
        return new RegistryException(
                ProblemType.OFFICER_EXISTS,
                new Bilingual(
                        "如要更改，请用 PUT /v1/departments/{code}/officers/{account}。",
                        "To change the officer, use PUT /v1/departments/{code}/officers/{account}."));
    }

    /** The error that names an unknown department. */
    public static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_DEPARTMENT,
                new Bilingual("请先用 POST /v1/departments 登记该部门。", "Register it with POST /v1/departments first."));
    }
}
