package org.zhengzhao.registry.department;

import java.util.Objects;
import java.util.Set;

/**
 * A person who handles cases in a department.
 *
 * @param account by which the department's system names the person
 */
public record Officer(String account, String name, Set<OfficerRole> roles, boolean active) {
    public Officer {
        Objects.requireNonNull(account);
        Objects.requireNonNull(name);
        roles = Set.copyOf(roles);
    }

    /** Without the name: it is personal. */
    @Override
    public String toString() {
        return "Officer[" + account + ", " + (active ? "active" : "not active") + "]";
    }
}
