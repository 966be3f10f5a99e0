package org.zhengzhao.registry.grant;

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
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/** Grants over HTTP. Type stewards give and revoke them; departments see their own. */
@Path("/v1/grants")
@Tag(name = "Grants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GrantResource {
    private static final int MAX_REASON = 500;

    private final GrantService grants;
    private final OnceOnly once;
    private final CallerSource caller;

    GrantResource(GrantService grants, OnceOnly once, CallerSource caller) {
        this.grants = grants;
        this.once = once;
        this.caller = caller;
    }

    @Schema(name = "GrantList")
    record GrantList(List<GrantDocument> grants) {
        GrantList {
            grants = List.copyOf(grants);
        }
    }

    @Schema(name = "Revocation")
    record Revocation(String reason) {}

    @GET
    @Operation(
            operationId = "listGrants",
            summary = "Grants, oldest first",
            description = "A department that is neither operator nor type steward sees its own.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = GrantList.class)))
    public Response list(
            @RestQuery @Parameter(description = "Unified social credit code") @Nullable String department,
            @RestQuery @Nullable String matter,
            @RestQuery @Parameter(description = "License type code") @Nullable String type,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Optional<Uscc> of = AccessPolicy.reach(caller.require(), Permission.LIST_GRANTS)
                .chosen(query.uscc("department", department));
        Optional<String> forMatter = query.text("matter", matter);
        Optional<LicenseTypeCode> ofType = query.licenseType("type", type);
        Optional<UUID> after = query.id("cursor", cursor);
        query.checked();
        return query.page(
                grants.page(of, forMatter, ofType, after, query.rows()),
                grant -> grant.id().toString(),
                shown -> new GrantList(shown.stream().map(GrantDocument::of).toList()),
                uri);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getGrant", summary = "One grant")
    public GrantDocument get(@PathParam("id") String id) {
        Grant grant = grants.require(parsed(id));
        if (!AccessPolicy.allows(
                caller.require(),
                Permission.GET_GRANT,
                new Target.Owned(grant.terms().department()))) {
            throw GrantService.unknown();
        }
        return GrantDocument.of(grant);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "giveGrant",
            summary = "Give a grant without a request",
            description = "Without fields and predicates it is for the whole license and its faces.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermsDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Given, or given before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = GrantDocument.class)))
    public Response give(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(
                body,
                "department",
                "matter",
                "type",
                "fields",
                "predicates",
                "legalBasis",
                "region",
                "validFrom",
                "validUntil",
                "dailyCap");
        GrantTerms terms = TermsBody.read(reader, reader.uscc("department"), grants.today());
        Caller steward = caller.require();
        AccessPolicy.require(steward, Permission.GIVE_GRANT, new Target.OfType(terms.type()));
        String clientId = steward.clientId();
        OnceOnly.Made made = once.make(
                clientId,
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of(body),
                () -> grants.give(terms, clientId).id().toString(),
                GrantService::unknown);
        return Response.created(URI.create("/v1/grants/" + made.identifier()))
                .entity(GrantDocument.of(grants.require(UUID.fromString(made.identifier()))))
                .build();
    }

    @POST
    @Path("{id}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revokeGrant",
            summary = "End a grant now",
            description = "A grant that came by itself does not come back by itself.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Revocation.class)))
    public GrantDocument revoke(@PathParam("id") String id, byte[] body) {
        BodyReader reader = BodyReader.of(body, "reason");
        String reason = reader.line("reason", MAX_REASON);
        reader.refuse();
        Caller steward = caller.require();
        Grant grant = grants.require(parsed(id));
        AccessPolicy.require(
                steward,
                Permission.REVOKE_GRANT,
                new Target.OfType(grant.terms().type()));
        return GrantDocument.of(grants.revoke(grant.id(), reason, steward.clientId()));
    }

    private static UUID parsed(String id) {
        return ListQuery.findId(id).orElseThrow(GrantService::unknown);
    }
}
