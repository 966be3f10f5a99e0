package org.zhengzhao.registry.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.problem.RegistryException;

/** Turns a bearer token into the identity of its client. */
@ApplicationScoped
public class TokenAuthentication implements HttpAuthenticationMechanism {
    static final String CALLER = "zhengzhao.caller";
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;

    TokenAuthentication(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        try {
            Caller caller = tokens.requireCaller(
                    header.substring(SCHEME.length()).strip(),
                    () -> PeerCertificate.find(context.request()).map(ClientCertificate::thumbprint));
            return Uni.createFrom()
                    .item(QuarkusSecurityIdentity.builder()
                            .setPrincipal(new QuarkusPrincipal(caller.clientId()))
                            .addRoles(
                                    caller.roles().stream().map(Role::roleName).collect(Collectors.toUnmodifiableSet()))
                            .addAttribute(CALLER, caller)
                            .build());
        } catch (RegistryException refused) {
            return Uni.createFrom().failure(new AuthenticationFailedException(refused));
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
