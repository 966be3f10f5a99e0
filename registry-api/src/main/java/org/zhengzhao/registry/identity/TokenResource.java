package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** OAuth 2 token endpoint, client credentials only (RFC 6749 §4.4). Its errors are those of the RFC, not problem documents. */
@Path("/oauth/token")
@Tag(name = "Access")
public class TokenResource {
    private static final String BASIC = "Basic ";
    private static final int MAX_HEADER = 512;

    private final ClientRepository clients;
    private final AccessTokens tokens;

    TokenResource(ClientRepository clients, AccessTokens tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    /** RFC 6749 §5.1. */
    public record TokenResponse(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "TokenResponse[hidden]";
        }
    }

    /** RFC 6749 §5.2. */
    public record TokenError(
            String error, @JsonProperty("error_description") String errorDescription) {}

    private record Credentials(String clientId, ClientSecret secret) {}

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getToken", summary = "Get an access token with client credentials")
    public Response token(
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        if (!"client_credentials".equals(grantType)) {
            return error(400, "unsupported_grant_type", "grant_type is client_credentials");
        }
        return credentials(clientId, clientSecret, authorization)
                .flatMap(given -> QuarkusTransaction.requiringNew()
                        .call(() -> clients.authenticate(given.clientId(), given.secret())))
                .map(client -> noStore(Response.ok(
                        new TokenResponse(tokens.issue(client), "Bearer", AccessTokens.LIFETIME.toSeconds()))))
                .orElseGet(() -> error(401, "invalid_client", "unknown client or wrong secret"));
    }

    private static Optional<Credentials> credentials(
            @Nullable String clientId, @Nullable String clientSecret, @Nullable String authorization) {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(authorization.substring(BASIC.length()).strip());
        }
        if (clientId == null || clientSecret == null || clientId.length() > MAX_HEADER) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(clientId, new ClientSecret(clientSecret)));
    }

    private static Optional<Credentials> basic(String encoded) {
        if (encoded.length() > MAX_HEADER) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Credentials(text.substring(0, colon), new ClientSecret(text.substring(colon + 1))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Response error(int status, String code, String description) {
        Response.ResponseBuilder builder = Response.status(status).entity(new TokenError(code, description));
        if (status == 401) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"zhengzhao\"");
        }
        return noStore(builder);
    }

    private static Response noStore(Response.ResponseBuilder builder) {
        return builder.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
