package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a client needs to know to get a token (RFC 8414). */
@Path("/.well-known/oauth-authorization-server")
@Tag(name = "Access")
public class AuthorizationServerResource {
    private final RegistryIssuer issuer;

    AuthorizationServerResource(RegistryIssuer issuer) {
        this.issuer = issuer;
    }

    /** RFC 8414 §2, RFC 8705 §3.3. */
    @Schema(name = "AuthorizationServer")
    public record ServerDocument(
            @Schema(description = "What assertions name in aud")
            String issuer,

            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("response_types_supported") List<String> responseTypes,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> methods,

            @JsonProperty("token_endpoint_auth_signing_alg_values_supported")
            List<String> algorithms,

            @JsonProperty("tls_client_certificate_bound_access_tokens")
            boolean boundTokens) {
        public ServerDocument {
            grantTypes = List.copyOf(grantTypes);
            responseTypes = List.copyOf(responseTypes);
            methods = List.copyOf(methods);
            algorithms = List.copyOf(algorithms);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getAuthorizationServer", summary = "How to get a token")
    public ServerDocument describe() {
        return new ServerDocument(
                issuer.address(),
                issuer.address() + RegistryIssuer.TOKEN_PATH,
                List.of("client_credentials"),
                List.of(),
                ClientAuthentication.methods(),
                Arrays.stream(AssertionAlgorithm.values())
                        .map(AssertionAlgorithm::jose)
                        .toList(),
                true);
    }
}
