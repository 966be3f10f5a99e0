package org.zhengzhao.registry.issuance;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.schema.bytes.Sha256;

/** Issuing over HTTP. */
@Path("/v1/licenses")
@Tag(name = "Issuing")
public class IssuanceResource {
    /** Longest order: a photo and long texts fit many times over. */
    static final int MAX_ORDER = 1024 * 1024;

    private final IssuanceService issuance;
    private final CallerSource caller;
    private final Clock clock;

    IssuanceResource(IssuanceService issuance, CallerSource caller, Clock clock) {
        this.issuance = issuance;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueLicense",
            summary = "Issue a license",
            description =
                    "One act makes the record and its signed faces. If anything fails, nothing exists. A type that"
                            + " asks for four eyes is refused: make a draft.")
    @RequestBody(content = @Content(schema = @Schema(implementation = IssueOrderDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Issued, or issued before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = LicenseDocument.class)))
    public Response issue(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        IssuanceService.Issued issued = issuance.issue(
                caller.require(),
                IdempotencyKey.parse(idempotencyKey),
                JsonBodies.readObject(body, MAX_ORDER),
                Sha256.of(body));
        Instant now = clock.instant();
        LicenseDocument document = issued.license().document(now);
        return Response.created(URI.create(document.links().get("self")))
                .header("Idempotent-Replayed", issued.replayed())
                .entity(document)
                .build();
    }
}
