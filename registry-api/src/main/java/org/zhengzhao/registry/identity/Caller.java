package org.zhengzhao.registry.identity;

import java.util.Objects;
import java.util.Set;
import org.zhengzhao.schema.code.Uscc;

/** The system that calls: its client, the authority it belongs to and what it may do. */
public record Caller(String clientId, Uscc authority, Set<Role> roles) {
    public Caller {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(authority);
        roles = Set.copyOf(roles);
    }
}
