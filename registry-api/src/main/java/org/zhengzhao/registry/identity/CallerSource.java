package org.zhengzhao.registry.identity;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The caller of the current request. */
@RequestScoped
public class CallerSource {
    private final SecurityIdentity identity;

    public CallerSource(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The caller.
     *
     * @throws UnauthorizedException if the request carries no token of an organisation
     */
    public Caller require() {
        if (identity.getAttribute(TokenAuthentication.CALLER) instanceof Caller caller) {
            return caller;
        }
        throw new UnauthorizedException();
    }

    /**
     * The holder who has logged in.
     *
     * @throws UnauthorizedException if the request carries no token of a holder
     */
    public HolderCaller requireHolder() {
        if (identity.getAttribute(TokenAuthentication.HOLDER) instanceof HolderCaller holder) {
            return holder;
        }
        throw new UnauthorizedException();
    }
}
