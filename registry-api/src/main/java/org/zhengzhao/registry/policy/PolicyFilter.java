package org.zhengzhao.registry.policy;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.zhengzhao.registry.identity.RefusedCalls;

/**
 * Holds each request against the policy once it is known which method would answer it, and before that begins: no parameter is looked
 * at and no body is read. A method that the policy does not know is refused to everybody. Nothing waits here: who calls is found out
 * without blocking, also where a token has to be looked up elsewhere.
 */
@Singleton
public class PolicyFilter {
    private static final Logger LOG = Logger.getLogger(PolicyFilter.class);

    private final CurrentIdentityAssociation identities;
    private final RefusedCalls refused;

    PolicyFilter(CurrentIdentityAssociation identities, RefusedCalls refused) {
        this.identities = identities;
        this.refused = refused;
    }

    /** Fails where the caller may not. */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION, nonBlocking = true)
    public Uni<Void> filter(ResourceInfo resource) {
        Optional<Permission> permission = permission(resource.getResourceMethod());
        if (permission.isEmpty()) {
            LOG.errorf("%s is not in the policy", resource.getResourceMethod());
            return Uni.createFrom().failure(new ForbiddenException());
        }
        if (permission.get().open()) {
            return Uni.createFrom().voidItem();
        }
        return identities
                .getDeferredIdentity()
                .onItem()
                .transformToUni(identity -> admitted(identity, permission.get()));
    }

    private Uni<Void> admitted(SecurityIdentity identity, Permission permission) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().failure(new UnauthorizedException());
        }
        if (AccessPolicy.mayAtAll(identity.getRoles(), permission)) {
            return Uni.createFrom().voidItem();
        }
        refused.tell(RefusedCalls.Kind.ROLE, identity.getPrincipal().getName(), permission.operation());
        return Uni.createFrom().failure(new ForbiddenException());
    }

    /** What the policy calls a method that answers requests. */
    static Optional<Permission> permission(Method method) {
        return Optional.ofNullable(method.getAnnotation(Operation.class))
                .map(Operation::operationId)
                .flatMap(Permission::find);
    }
}
