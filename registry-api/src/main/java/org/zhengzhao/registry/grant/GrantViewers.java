package org.zhengzhao.registry.grant;

import java.util.Optional;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.schema.code.Uscc;

/** Who sees whose grants: operators and type stewards all, departments their own. */
final class GrantViewers {
    private GrantViewers() {}

    static boolean maySee(Caller caller, Uscc department) {
        return seesAll(caller) || caller.authority().equals(department);
    }

    /** The department to list; for a department always itself. */
    static Optional<Uscc> visible(Caller caller, Optional<Uscc> asked) {
        return seesAll(caller) ? asked : Optional.of(caller.authority());
    }

    private static boolean seesAll(Caller caller) {
        return caller.roles().contains(Role.OPERATOR) || caller.roles().contains(Role.TYPE_STEWARD);
    }
}
