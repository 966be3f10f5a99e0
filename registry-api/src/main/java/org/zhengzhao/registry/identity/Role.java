package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a client may do. The names stand in tokens and in {@code @RolesAllowed}. */
public enum Role {
    /** Defines and changes license types. */
    TYPE_STEWARD(Role.TYPE_STEWARD_NAME),
    /** Issues licenses of its authority; as a person's account, drafts them. */
    ISSUER(Role.ISSUER_NAME),
    /** Reviews drafts of its authority. */
    REVIEWER(Role.REVIEWER_NAME),
    /** Approves drafts of its authority. */
    APPROVER(Role.APPROVER_NAME),
    /** Corrects what was recorded of licenses of its authority. */
    CORRECTOR(Role.CORRECTOR_NAME),
    /** Asks the registry during approvals. */
    DEPARTMENT(Role.DEPARTMENT_NAME),
    /** Asks on behalf of holders whom it has identified by its own means: the citizen portal. */
    PORTAL(Role.PORTAL_NAME),
    /** Sees which reads of its department, and of those below it, are unusual. Reads no licenses. */
    SUPERVISOR(Role.SUPERVISOR_NAME),
    /** Runs the registry: keys, authorities, clients. */
    OPERATOR(Role.OPERATOR_NAME);

    public static final String TYPE_STEWARD_NAME = "type-steward";
    public static final String ISSUER_NAME = "issuer";
    public static final String REVIEWER_NAME = "reviewer";
    public static final String APPROVER_NAME = "approver";
    public static final String CORRECTOR_NAME = "corrector";
    public static final String DEPARTMENT_NAME = "department";
    public static final String PORTAL_NAME = "portal";
    public static final String SUPERVISOR_NAME = "supervisor";
    public static final String OPERATOR_NAME = "operator";

    private final String roleName;

    Role(String roleName) {
        this.roleName = roleName;
    }

    @JsonValue
    public String roleName() {
        return roleName;
    }

    static Optional<Role> find(String roleName) {
        return Arrays.stream(values())
                .filter(role -> role.roleName.equals(roleName))
                .findFirst();
    }
}
