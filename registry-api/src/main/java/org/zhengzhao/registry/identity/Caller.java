package org.zhengzhao.registry.identity;

import java.util.Objects;
import java.util.Set;
import org.zhengzhao.schema.code.Uscc;

/**
 * The system that calls: its client, the authority it belongs to and what it may do.
 *
 * @param assignment to what it is limited, whatever its roles
 */
public record Caller(String clientId, Uscc authority, Set<Role> roles, Assignment assignment) {
    public Caller {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(assignment);
        roles = Set.copyOf(roles);
    }

    /** One that is limited by its roles only. */
    public Caller(String clientId, Uscc authority, Set<Role> roles) {
        this(clientId, authority, roles, Assignment.UNLIMITED);
    }
}
