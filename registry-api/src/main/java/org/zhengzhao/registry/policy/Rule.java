package org.zhengzhao.registry.policy;

import java.util.Set;
import org.zhengzhao.registry.identity.Role;

/** To whom something is permitted. */
public sealed interface Rule {
    /** To whoever reaches the address, logged in or not. */
    record Everybody() implements Rule {}

    /** To whoever has logged in as a holder: for what is theirs, and what others have given them a mandate for. */
    record Holders() implements Rule {}

    /**
     * To callers with one of the roles, as far as every scope reaches.
     *
     * @param scopes none: everything
     */
    record Roles(Set<Role> roles, Set<Scope> scopes) implements Rule {
        public Roles {
            roles = Set.copyOf(roles);
            scopes = Set.copyOf(scopes);
        }
    }

    static Rule everybody() {
        return new Everybody();
    }

    static Rule holders() {
        return new Holders();
    }

    /** Wherever it is and whoever it belongs to. */
    static Rule everywhere(Role... roles) {
        return new Roles(Set.of(roles), Set.of());
    }

    /** What belongs to the own organisation. */
    static Rule own(Role... roles) {
        return new Roles(Set.of(roles), Set.of(Scope.OWN_ORGANISATION));
    }

    /** What belongs to the own organisation or to one below it. */
    static Rule tree(Role... roles) {
        return new Roles(Set.of(roles), Set.of(Scope.OWN_AND_BELOW));
    }

    /** Types to which the account is limited. */
    static Rule types(Role... roles) {
        return new Roles(Set.of(roles), Set.of(Scope.ASSIGNED_TYPES));
    }

    /** Licenses of the own organisation, in the region and of the types of the account. */
    static Rule issuing(Role... roles) {
        return new Roles(Set.of(roles), Set.of(Scope.OWN_ORGANISATION, Scope.OWN_REGION, Scope.ASSIGNED_TYPES));
    }

    /** Licenses that a grant covers, in the region and of the types of the account. */
    static Rule asking(Role... roles) {
        return new Roles(Set.of(roles), Set.of(Scope.BY_GRANT, Scope.OWN_REGION, Scope.ASSIGNED_TYPES));
    }

    /** The same for a person, who asks in the own name. */
    static Rule askingItself(Role... roles) {
        return new Roles(Set.of(roles), Set.of(Scope.BY_GRANT, Scope.OWN_REGION, Scope.ASSIGNED_TYPES, Scope.ITSELF));
    }

    /** In the own name, whatever it is about. */
    static Rule itself(Role... roles) {
        return new Roles(Set.of(roles), Set.of(Scope.ITSELF));
    }
}
