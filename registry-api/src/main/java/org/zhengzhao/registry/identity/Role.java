package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What an account is for. The names stand in tokens; what each may do stands in the policy. */
public enum Role {
    /** Defines and changes license types. */
    TYPE_STEWARD("type-steward"),
    /** Issues licenses of its authority; as a person's account, drafts them. */
    ISSUER("issuer"),
    /** Reviews drafts of its authority. */
    REVIEWER("reviewer"),
    /** Approves drafts of its authority. */
    APPROVER("approver"),
    /** Corrects what was recorded of licenses of its authority. */
    CORRECTOR("corrector"),
    /** A system of a department that asks the registry during approvals, in the name of its officers. */
    DEPARTMENT("department"),
    /** A person of a department who asks the registry during approvals, in the own name, one thing at a time. */
    DEPARTMENT_OFFICER("department-officer"),
    /** Asks on behalf of holders whom it has identified by its own means: the citizen portal. */
    PORTAL("portal"),
    /** Sees which reads of its department, and of those below it, are unusual. Reads no licenses. */
    SUPERVISOR("supervisor"),
    /** Decides on the keys with which its authority seals: when one is in service, retired, or compromised. */
    SEALING_OFFICER("sealing-officer"),
    /** Sees the evidence of all organisations: receipts, grants, intents, ceremonies, unusual reads. Changes nothing, reads no licenses. */
    AUDITOR("auditor"),
    /** Runs the registry: keys, authorities, clients. */
    OPERATOR("operator");

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
