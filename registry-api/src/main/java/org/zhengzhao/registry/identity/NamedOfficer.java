package org.zhengzhao.registry.identity;

import org.zhengzhao.registry.platform.http.BodyReader;

/** Reads who acts, where a body says so. Whether the caller may act in that name, the policy says. */
public final class NamedOfficer {
    private NamedOfficer() {}

    /**
     * The officer: the member of the body, or whoever has logged in, who may leave it out.
     */
    public static String read(BodyReader body, String member, int most, Caller caller) {
        if (caller.person().isPresent() && body.find(member).isEmpty()) {
            return caller.person().get().account();
        }
        return body.line(member, most);
    }
}
