package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.schema.json.JsonValue;

/** Clients over HTTP, for operators. */
@Path("/v1/clients")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
public class ClientResource {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final ClientService clients;
    private final CallerSource caller;

    ClientResource(ClientService clients, CallerSource caller) {
        this.clients = clients;
        this.caller = caller;
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
            List<String> types,

            @Schema(description = "How the client proves who it is; left out, the registry makes a secret") @Nullable
            Proof authentication) {
        Registration {
            roles = List.copyOf(roles);
        }
    }

    /** How a client proves who it is, for the API document; {@link ClientProofReader} reads it. */
    @Schema(
            name = "ClientAuthentication",
            requiredProperties = {"method"})
    record Proof(
            AuthenticationMethod method,

            @Schema(
                    description =
                            "With private_key_jwt: 1 to 4 public keys (P-256, RSA from 2048 bits, Ed25519), each with"
                                    + " a kid")
            @Nullable
            KeySet jwks,

            @Schema(description = "With self_signed_tls_client_auth: 1 to 4 certificates in PEM") @Nullable
            List<String> certificates) {}

    @Schema(
            name = "ClientKeySet",
            requiredProperties = {"keys"})
    record KeySet(List<Map<String, String>> keys) {
        KeySet {
            keys = List.copyOf(keys);
        }
    }

    @Schema(name = "NewSecret")
    record SecretOrder(
            @Schema(description = "How long the other secrets still count, PT0S to P30D; P7D if left out") @Nullable
            String keepOthersFor) {}

    /** The secret, where it has one; it cannot be had again. */
    @Schema(
            name = "RegisteredClient",
            requiredProperties = {"clientId"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Registered(String clientId, @Nullable String clientSecret) {
        @Override
        public String toString() {
            return "Registered[" + clientId + ", hidden]";
        }
    }

    @Schema(
            name = "Client",
            requiredProperties = {
                "clientId",
                "authority",
                "name",
                "roles",
                "createdAt",
                "method",
                "secrets",
                "keys",
                "certificates"
            })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClientDocument(
            String clientId,
            String authority,
            NameDocument name,
            List<Role> roles,
            @Nullable String person,
            Instant createdAt,
            @Nullable Instant closedAt,
            AuthenticationMethod method,
            List<SecretDocument> secrets,
            List<KeyDocument> keys,
            List<CertificateDocument> certificates) {
        public ClientDocument {
            roles = List.copyOf(roles);
            secrets = List.copyOf(secrets);
            keys = List.copyOf(keys);
            certificates = List.copyOf(certificates);
        }

        static ClientDocument of(ClientRecord known) {
            Client client = known.client();
            return new ClientDocument(
                    client.clientId(),
                    client.authority().value(),
                    NameDocument.of(client.name()),
                    client.roles().stream().sorted().toList(),
                    client.person().map(Person::number).orElse(null),
                    known.createdAt(),
                    known.closedAt().orElse(null),
                    known.method(),
                    credentials(known, ClientRecord.OfSecret.class)
                            .map(secret -> new SecretDocument(
                                    secret.madeAt(), secret.endsAt().orElse(null)))
                            .toList(),
                    credentials(known, ClientRecord.OfKey.class)
                            .map(key ->
                                    new KeyDocument(key.kid(), key.algorithm().jose(), key.madeAt()))
                            .toList(),
                    credentials(known, ClientRecord.OfCertificate.class)
                            .map(certificate -> new CertificateDocument(
                                    certificate.thumbprint(), certificate.endsAt(), certificate.madeAt()))
                            .toList());
        }

        private static <T> Stream<T> credentials(ClientRecord known, Class<T> kind) {
            return known.credentials().stream().filter(kind::isInstance).map(kind::cast);
        }
    }

    @Schema(
            name = "ClientSecretInfo",
            requiredProperties = {"madeAt"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretDocument(Instant madeAt, @Nullable Instant endsAt) {}

    @Schema(name = "ClientKeyInfo")
    public record KeyDocument(String kid, String algorithm, Instant madeAt) {}

    @Schema(name = "ClientCertificateInfo")
    public record CertificateDocument(
            @Schema(description = "SHA-256 of the certificate in base64url, as in x5t#S256")
            String thumbprint,

            Instant endsAt,
            Instant madeAt) {}

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerClient",
            summary = "Register a client of an authority",
            description =
                    "The answer has its secret, once, where it has one. A request that is sent again is refused with"
                            + " client-exists.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Registration.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    public Response register(byte[] body) {
        ClientOrder.Order order = ClientOrder.read(body);
        return noStore(
                Response.Status.CREATED,
                new Registered(
                        order.client().clientId(),
                        clients.register(order).map(ClientSecret::value).orElse(null)));
    }

    @GET
    @Path("{clientId}")
    @RunOnVirtualThread
    @Operation(operationId = "getClient", summary = "One client, and by what it proves who it is; never a secret")
    @APIResponse(
            responseCode = "200",
            description = "The client",
            content = @Content(schema = @Schema(implementation = ClientDocument.class)))
    public Response get(@PathParam("clientId") String clientId) {
        return noStore(Response.Status.OK, ClientDocument.of(clients.require(clientId)));
    }

    @PUT
    @Path("{clientId}/authentication")
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setClientAuthentication",
            summary = "Replace the keys or certificates of a client",
            description =
                    "What is not in the request does not count any more, secrets included. To change a key without an"
                            + " outage send the old one and the new one, then the new one alone.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Proof.class)))
    @APIResponse(
            responseCode = "200",
            description = "The client as it is now",
            content = @Content(schema = @Schema(implementation = ClientDocument.class)))
    public Response setAuthentication(@PathParam("clientId") String clientId, byte[] body) {
        BodyReader reader = BodyReader.of(body, ClientProofReader.MEMBERS);
        ClientProof proof = ClientProofReader.read(reader);
        if (proof instanceof ClientProof.Secret) {
            reader.error(
                    "method",
                    "WRONG_VALUE",
                    "密钥由系统生成：请用 POST …/secrets。",
                    "Secrets are made by the registry: use POST …/secrets.");
        }
        reader.refuse();
        return noStore(Response.Status.OK, ClientDocument.of(clients.replace(clientId, proof)));
    }

    @POST
    @Path("{clientId}/secrets")
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeClientSecret",
            summary = "Make a further secret of a client",
            description =
                    "The other secrets count for a while yet, so that the system can be changed over. If the answer"
                            + " was lost, ask again: the secret that is in use is not touched until its time is over.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SecretOrder.class)))
    @APIResponse(
            responseCode = "201",
            description = "The secret, once",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    public Response makeSecret(@PathParam("clientId") String clientId, byte[] body) {
        BodyReader reader = BodyReader.of(body, "keepOthersFor");
        Duration keep = overlap(reader);
        reader.refuse();
        return noStore(
                Response.Status.CREATED,
                new Registered(clientId, clients.newSecret(clientId, keep).value()));
    }

    @POST
    @Path("{clientId}/close")
    @RunOnVirtualThread
    @Operation(
            operationId = "closeClient",
            summary = "Close a client for good",
            description =
                    "It gets no more tokens, and those that it has stop on this node at once and on the others within"
                            + " seconds.")
    @APIResponse(
            responseCode = "200",
            description = "The client as it is now",
            content = @Content(schema = @Schema(implementation = ClientDocument.class)))
    public Response close(@PathParam("clientId") String clientId) {
        return noStore(Response.Status.OK, ClientDocument.of(clients.close(clientId, caller.require())));
    }

    private static Duration overlap(BodyReader reader) {
        if (reader.find("keepOthersFor").isEmpty()) {
            return Duration.ofDays(7);
        }
        String text = reader.find("keepOthersFor").orElse(null) instanceof JsonValue.Text given ? given.value() : "";
        try {
            Duration keep = Duration.parse(text);
            if (!keep.isNegative() && keep.compareTo(LONGEST_OVERLAP) <= 0) {
                return keep;
            }
        } catch (DateTimeException malformed) {
            // The same answer as for one that is too long.
        }
        reader.error("keepOthersFor", "WRONG_VALUE", "应为 PT0S 至 P30D。", "Should be PT0S to P30D.");
        return Duration.ZERO;
    }

    private static Response noStore(Response.Status status, Object entity) {
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(entity)
                .build();
    }
}
