package org.zhengzhao.registry.identity;

import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.problem.RegistryException;

/** Reads who acts, where a body says so. */
public final class NamedOfficer {
    private NamedOfficer() {}

    /**
     * The officer: the member of the body, or whoever has logged in, who may leave it out.
     *
     * @throws RegistryException if somebody has logged in and names another
     */
    public static String read(BodyReader body, String member, int most, Caller caller) {
        if (caller.person().isPresent() && body.find(member).isEmpty()) {
            return caller.person().get().account();
        }
        String named = body.line(member, most);
        return named.isEmpty() ? named : caller.requireOfficer(named);
    }
}
