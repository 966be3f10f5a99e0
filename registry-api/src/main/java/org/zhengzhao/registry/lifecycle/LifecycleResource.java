package org.zhengzhao.registry.lifecycle;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.license.PathIdentifier;
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.http.RequestDigest;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** Acts on licenses over HTTP. */
@Path("/v1/licenses")
@Tag(name = "Life cycle")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LifecycleResource {
    private static final int MAX_BODY = 32 * 1024;

    private final LifecycleService lifecycle;
    private final CallerSource caller;
    private final Clock clock;

    LifecycleResource(LifecycleService lifecycle, CallerSource caller, Clock clock) {
        this.lifecycle = lifecycle;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("{identifier}/events")
    @Operation(
            operationId = "actOnLicense",
            summary = "Suspend, resume, withdraw, annul, revoke, cancel, transfer out",
            description =
                    "Only the issuing authority. Which act is allowed in which status is one table, in the reference of"
                            + " the life cycle. Where the next version was issued and is not in place yet the act is"
                            + " recorded for that one too.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EventOrderDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Recorded, or recorded before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = EventDocument.HistoryDocument.class)))
    public Response act(
            @PathParam("identifier") String identifier,
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        LicenseIdentifier license = PathIdentifier.require(identifier);
        return answer(lifecycle.act(
                caller.require(),
                IdempotencyKey.parse(idempotencyKey),
                license,
                new EventOrderReader().event(JsonBodies.readObject(body, MAX_BODY)),
                RequestDigest.of("events " + license.value(), body)));
    }

    @POST
    @Path("{identifier}/corrections")
    @Operation(
            operationId = "correctLicenseEvent",
            summary = "Correct an event that was recorded in error or whose decision was overturned",
            description =
                    "Only the issuing authority, by a client with the role corrector. Nothing is deleted: the event"
                            + " stays in the history and counts no more.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EventOrderDocument.Correction.class)))
    @APIResponse(
            responseCode = "201",
            description = "Recorded, or recorded before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = EventDocument.HistoryDocument.class)))
    public Response correct(
            @PathParam("identifier") String identifier,
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        LicenseIdentifier license = PathIdentifier.require(identifier);
        return answer(lifecycle.correct(
                caller.require(),
                IdempotencyKey.parse(idempotencyKey),
                license,
                new EventOrderReader().correction(JsonBodies.readObject(body, MAX_BODY)),
                RequestDigest.of("corrections " + license.value(), body)));
    }

    private Response answer(LifecycleService.Recorded recorded) {
        return Response.created(URI.create("/v1/licenses/"
                        + recorded.history().license().content().identifier().value() + "/history"))
                .header("Idempotent-Replayed", recorded.replayed())
                .entity(EventDocument.HistoryDocument.of(
                        recorded.history(), recorded.events(), recorded.carriedTo(), clock.instant()))
                .build();
    }
}
