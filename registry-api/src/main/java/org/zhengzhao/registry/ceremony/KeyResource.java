package org.zhengzhao.registry.ceremony;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.trust.PemCertificates;
import org.zhengzhao.registry.trust.RegistryKey;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.Uscc;

/** Keys over HTTP: for operators, and those of an authority for its sealing officers. */
@Path("/v1/keys")
@Tag(name = "Keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {
    private static final String PEM = "application/x-pem-file";

    private final KeyService keys;
    private final CallerSource caller;
    private final Clock clock;

    KeyResource(KeyService keys, CallerSource caller, Clock clock) {
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    /** One page of keys. */
    @Schema(name = "KeyList")
    record KeyList(List<KeyDocument> keys) {
        KeyList {
            keys = List.copyOf(keys);
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listKeys", summary = "Keys with the days they have left, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = KeyList.class)))
    public Response list(
            @RestQuery @Parameter(description = "Unified social credit code") @Nullable String authority,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Optional<Uscc> of =
                AccessPolicy.reach(caller.require(), Permission.LIST_KEYS).chosen(query.uscc("authority", authority));
        Optional<UUID> after = Optional.ofNullable(cursor).flatMap(ListQuery::findId);
        if (cursor != null && after.isEmpty()) {
            query.wrongCursor();
        }
        query.checked();
        return query.page(
                keys.page(of, after, query.rows()),
                last -> last.id().toString(),
                shown -> new KeyList(shown.stream()
                        .map(key -> KeyDocument.of(key, clock.instant()))
                        .toList()),
                uri);
    }

    @GET
    @RunOnVirtualThread
    @Path("{id}")
    @Operation(operationId = "getKey", summary = "One key with the record of its ceremonies")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = KeyDocument.class)))
    public Response get(@PathParam("id") String id) {
        return Response.ok(
                        KeyDocument.of(keys.history(caller.require(), Permission.GET_KEY, parsed(id)), clock.instant()))
                .build();
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createKey",
            summary = "Make the next key of an authority, or of the registry for one of its purposes",
            description = "It waits for a certificate: have one issued here, or take the request elsewhere and import"
                    + " the chain.")
    @RequestBody(content = @Content(schema = @Schema(implementation = KeyOrderDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made, or made before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = KeyDocument.class)))
    public Response create(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RegistryKey key = keys.create(
                caller.require().clientId(),
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of(body),
                CeremonyBody.order(body));
        return Response.created(URI.create("/v1/keys/" + key.id()))
                .entity(KeyDocument.of(key, clock.instant()))
                .build();
    }

    @GET
    @RunOnVirtualThread
    @Path("{id}/request")
    @Produces("application/pkcs10")
    @Operation(operationId = "getCertificateRequest", summary = "The request for a certificate (PKCS#10), in PEM")
    public String request(@PathParam("id") String id) {
        return keys.request(caller.require(), parsed(id));
    }

    @GET
    @RunOnVirtualThread
    @Path("{id}/certificates")
    @Produces(PEM)
    @Operation(operationId = "getKeyCertificates", summary = "The certificates of a key, its own first, in PEM")
    public String certificates(@PathParam("id") String id) {
        return PemCertificates.write(
                keys.history(caller.require(), Permission.GET_KEY_CERTIFICATES, parsed(id))
                        .key()
                        .certificates(),
                true);
    }

    @POST
    @RunOnVirtualThread
    @Path("{id}/import")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importCertificates",
            summary = "Give a key the certificates that were issued elsewhere",
            description = "The whole chain: the key's own first, the root last.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ImportDocument.class)))
    public KeyDocument importCertificates(@PathParam("id") String id, byte[] body) {
        CeremonyBody.Import given = CeremonyBody.imported(body);
        return document(
                keys.importCertificates(caller.require(), parsed(id), given.certificates(), given.participants()));
    }

    @POST
    @RunOnVirtualThread
    @Path("{id}/issue")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "issueCertificate", summary = "Have the registry's issuing authority certify a key")
    @RequestBody(content = @Content(schema = @Schema(implementation = CeremonyOnlyDocument.class)))
    public KeyDocument issue(@PathParam("id") String id, byte[] body) {
        return document(keys.issueCertificate(caller.require(), parsed(id), CeremonyBody.ceremony(body)));
    }

    @POST
    @RunOnVirtualThread
    @Path("{id}/activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "activateKey",
            summary = "Put the next key into service",
            description = "The current one is retired in the same moment. What it has signed stays verifiable.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CeremonyOnlyDocument.class)))
    public KeyDocument activate(@PathParam("id") String id, byte[] body) {
        return document(keys.activate(caller.require(), parsed(id), CeremonyBody.ceremony(body)));
    }

    @POST
    @RunOnVirtualThread
    @Path("{id}/retire")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retireKey",
            summary = "Take the current key out of service",
            description = "Nothing signs in its place. To replace it, activate the next one instead.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CeremonyOnlyDocument.class)))
    public KeyDocument retire(@PathParam("id") String id, byte[] body) {
        return document(keys.retire(caller.require(), parsed(id), CeremonyBody.ceremony(body)));
    }

    @POST
    @RunOnVirtualThread
    @Path("{id}/declare-compromised")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "declareKeyCompromised",
            summary = "Say that somebody else may have a key",
            description =
                    "It signs no more, its certificate leaves the trust anchors for the revocation list of its issuer,"
                            + " and offline bundles name it with the time since when.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CompromiseDocument.class)))
    public KeyDocument declareCompromised(@PathParam("id") String id, byte[] body) {
        CeremonyBody.Compromise given = CeremonyBody.compromise(body, clock.instant());
        return document(keys.declareCompromised(caller.require(), parsed(id), given.since(), given.participants()));
    }

    @POST
    @RunOnVirtualThread
    @Path("{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "discardKey", summary = "Give up a key that never signed")
    @RequestBody(content = @Content(schema = @Schema(implementation = CeremonyOnlyDocument.class)))
    public KeyDocument discard(@PathParam("id") String id, byte[] body) {
        return document(keys.discard(caller.require(), parsed(id), CeremonyBody.ceremony(body)));
    }

    private KeyDocument document(RegistryKey key) {
        return KeyDocument.of(key, clock.instant());
    }

    private static UUID parsed(String id) {
        return ListQuery.findId(id).orElseThrow(KeyService::unknown);
    }
}
