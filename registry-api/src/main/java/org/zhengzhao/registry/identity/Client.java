package org.zhengzhao.registry.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/**
 * An account of an authority.
 *
 * @param person whose account it is; empty for a system
 * @param assignment to what it is limited, whatever its roles
 */
public record Client(
        String clientId,
        Uscc authority,
        Bilingual name,
        Set<Role> roles,
        Optional<Person> person,
        Assignment assignment) {
    public Client {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(name);
        Objects.requireNonNull(person);
        Objects.requireNonNull(assignment);
        roles = Set.copyOf(roles);
    }

    /** One that is limited by its roles only. */
    public Client(String clientId, Uscc authority, Bilingual name, Set<Role> roles, Optional<Person> person) {
        this(clientId, authority, name, roles, person, Assignment.UNLIMITED);
    }

    /** The account of a system. */
    public Client(String clientId, Uscc authority, Bilingual name, Set<Role> roles) {
        this(clientId, authority, name, roles, Optional.empty());
    }
}
