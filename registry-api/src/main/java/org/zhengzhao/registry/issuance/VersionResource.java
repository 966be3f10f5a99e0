package org.zhengzhao.registry.issuance;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.license.PathIdentifier;
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.http.RequestDigest;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** Next versions of licenses over HTTP. */
@Path("/v1/licenses")
@Tag(name = "Life cycle")
public class VersionResource {
    private final VersionService versions;
    private final CallerSource caller;
    private final Clock clock;

    VersionResource(VersionService versions, CallerSource caller, Clock clock) {
        this.versions = versions;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("{identifier}/versions")
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueNextVersion",
            summary = "Change, renew or reissue a license: its next version",
            description =
                    "Only the issuing authority. One act makes the next version with its signed faces and supersedes"
                            + " the version before. If anything fails, nothing exists. A type that asks for four eyes is"
                            + " refused: make a draft.")
    @RequestBody(content = @Content(schema = @Schema(implementation = VersionOrderDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Issued, or issued before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = LicenseDocument.class)))
    public Response issueNext(
            @PathParam("identifier") String identifier,
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        LicenseIdentifier license = PathIdentifier.require(identifier);
        IssuanceService.Issued issued = versions.issueNext(
                caller.require(),
                IdempotencyKey.parse(idempotencyKey),
                license,
                JsonBodies.readObject(body, IssuanceResource.MAX_ORDER),
                RequestDigest.of("versions " + license.value(), body));
        Instant now = clock.instant();
        LicenseDocument document = issued.license().document(now);
        return Response.created(URI.create(document.links().get("self")))
                .header("Idempotent-Replayed", issued.replayed())
                .entity(document)
                .build();
    }
}
