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
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.problem.RegistryException;

/** Turns a bearer token into an identity: that of a client for our own tokens, that of a person for those of the provider. */
@ApplicationScoped
public class TokenAuthentication implements HttpAuthenticationMechanism {
    static final String CALLER = "zhengzhao.caller";
    static final String HOLDER = "zhengzhao.holder";
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final ProviderTokens people;
    private final RefusedCalls refused;

    TokenAuthentication(AccessTokens tokens, ProviderTokens people, RefusedCalls refused) {
        this.tokens = tokens;
        this.people = people;
        this.refused = refused;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(SCHEME.length()).strip();
        return people.find(token)
                .map(found -> found.map(TokenAuthentication::identity))
                .orElseGet(() -> Uni.createFrom()
                        .item(() -> identity(tokens.requireCaller(
                                token,
                                () -> PeerCertificate.find(context.request()).map(ClientCertificate::thumbprint)))))
                .onFailure(RegistryException.class)
                .transform(this::refused);
    }

    private Throwable refused(Throwable failed) {
        if (failed instanceof RegistryException problem) {
            refused.tell(RefusedCalls.Kind.TOKEN, "", problem.type().slug());
        }
        return new AuthenticationFailedException(failed);
    }

    private static SecurityIdentity identity(Caller caller) {
        return identity(new LoggedIn(caller.clientId(), Optional.of(caller), Optional.empty()));
    }

    private static SecurityIdentity identity(LoggedIn person) {
        QuarkusSecurityIdentity.Builder builder =
                QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(person.subject()));
        person.caller()
                .ifPresent(caller -> builder.addAttribute(CALLER, caller)
                        .addRoles(caller.roles().stream().map(Role::roleName).collect(Collectors.toUnmodifiableSet())));
        person.holder().ifPresent(holder -> builder.addAttribute(HOLDER, holder).addRole(HolderCaller.ROLE_NAME));
        return builder.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
