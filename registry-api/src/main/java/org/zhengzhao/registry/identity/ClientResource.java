package org.zhengzhao.registry.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** Clients over HTTP, for operators. */
@Path("/v1/clients")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
public class ClientResource {
    private final ClientRepository clients;

    ClientResource(ClientRepository clients) {
        this.clients = clients;
    }

    /** A client as it is registered, for the API document; {@link ClientOrder} reads it. */
    @Schema(
            name = "ClientRegistration",
            requiredProperties = {"clientId", "authority", "name", "roles"})
    record Registration(
            String clientId,

            @Schema(description = "Unified social credit code of a registered authority")
            String authority,

            NameDocument name,
            List<Role> roles,

            @Schema(
                    description =
                            "Staff number of the one person whose account it is; the same person has the same number in"
                                    + " all its accounts. Left out for a system, which can take no part in drafts")
            @Nullable
            String person,

            @Schema(description = "A registered region: the account is for licenses of it and of what lies in it only")
            @Nullable
            String region,

            @Schema(
                    description = "1 to 50 license type codes: the account is for licenses of these types only",
                    minItems = 1,
                    maxItems = Assignment.MAX_TYPES)
            @Nullable
            List<String> types) {
        Registration {
            roles = List.copyOf(roles);
        }
    }

    /** The secret, which cannot be had again. */
    @Schema(name = "RegisteredClient")
    public record Registered(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Registered[" + clientId + ", hidden]";
        }
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerClient",
            summary = "Register a client of an authority",
            description =
                    "The answer has its secret, once. A request that is sent again is refused with client-exists.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Registration.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    public Response register(byte[] body) {
        Client client = ClientOrder.read(body);
        try {
            ClientSecret secret = QuarkusTransaction.requiringNew().call(() -> clients.add(client));
            return Response.status(Response.Status.CREATED)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(new Registered(client.clientId(), secret.value()))
                    .build();
        } catch (RuntimeException failed) {
            throw refusal(DatabaseFailures.brokenConstraint(failed).orElse(""), failed);
        }
    }

    private static RuntimeException refusal(String constraint, RuntimeException failed) {
        if (constraint.equals("client_region_code_fkey")) {
            return new RegistryException(
                    ProblemType.UNKNOWN_REGION,
                    new Bilingual("请先用 POST /v1/regions 登记该区划。", "Register it with POST /v1/regions first."));
        }
        if (constraint.endsWith("_fkey")) {
            return new RegistryException(
                    ProblemType.UNKNOWN_AUTHORITY,
                    new Bilingual("请先用 POST /v1/authorities 登记该机构。", "Register it with POST /v1/authorities first."));
        }
        if (constraint.endsWith("_pkey")) {
            return new RegistryException(
                    ProblemType.CLIENT_EXISTS, new Bilingual("请换一个客户端编号。", "Choose another client id."));
        }
        return failed;
    }
}
