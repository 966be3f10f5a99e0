package org.zhengzhao.registry.draft;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
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
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.http.NextPage;
import org.zhengzhao.registry.platform.http.RequestDigest;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;

/** Drafts over HTTP. */
@Path(DraftResource.PATH)
@Tag(name = "Drafts")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class DraftResource {
    static final String PATH = "/v1/license-drafts";
    private static final int MAX_DECISION = 32 * 1024;

    private final DraftService drafts;
    private final DraftWorkList workList;
    private final CallerSource caller;

    DraftResource(DraftService drafts, DraftWorkList workList, CallerSource caller) {
        this.drafts = drafts;
        this.workList = workList;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeLicenseDraft",
            summary = "Draft a license, or the next version of one",
            description = "By an account of one person. The order is checked as if it were issued now.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DraftOrderDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made, or made before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = DraftDocument.class)))
    public Response make(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        DraftService.Done made = drafts.make(
                caller.require(),
                IdempotencyKey.parse(idempotencyKey),
                JsonBodies.readObject(body, DraftOrder.MAX_OCTETS),
                RequestDigest.of("license-drafts", body));
        return answer(Response.created(self(made.view().draft())), made.view())
                .header("Idempotent-Replayed", made.replayed())
                .build();
    }

    @GET
    @Operation(
            operationId = "listLicenseDrafts",
            summary = "The work list of the caller",
            description =
                    "Drafts of the caller's authority in which the caller has not had a part that excludes it. What"
                            + " waits comes oldest first; MINE newest first.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = DraftDocument.ListDocument.class)))
    public Response list(
            @RestQuery
                    @Parameter(
                            required = true,
                            description =
                                    "REVIEW (role reviewer), APPROVE (role approver), REVISE or MINE (role issuer)")
                    @Nullable
                    String task,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        WorkListParameters asked = WorkListParameters.require(task, limit, cursor);
        List<DraftWorkList.Line> found =
                workList.page(caller.require(), asked.task(), asked.after(), asked.limit() + 1);
        List<DraftWorkList.Line> shown = found.subList(0, Math.min(found.size(), asked.limit()));
        Response.ResponseBuilder answer = Response.ok(new DraftDocument.ListDocument(
                        shown.stream().map(DraftDocument.LineDocument::of).toList()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (found.size() > shown.size()) {
            answer.header(
                    HttpHeaders.LINK,
                    NextPage.link(uri, shown.getLast().draft().id().toString()));
        }
        return answer.build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getLicenseDraft", summary = "A draft with its order and everything that was done to it")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = DraftDocument.class)))
    public Response read(@PathParam("id") String id) {
        return answer(Response.ok(), drafts.require(caller.require(), requireId(id)))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviseLicenseDraft",
            summary = "Put another order in the place of the one before",
            description = "By its maker, before it is approved. It has to be reviewed anew. Send the ETag you read as"
                    + " If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DraftOrderDocument.class)))
    @APIResponse(
            responseCode = "200",
            description = "Revised",
            content = @Content(schema = @Schema(implementation = DraftDocument.class)))
    public Response revise(
            @PathParam("id") String id, byte[] body, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        UUID draft = requireId(id);
        int steps = DraftTag.require(ifMatch);
        return answer(
                        Response.ok(),
                        drafts.revise(
                                caller.require(), draft, steps, JsonBodies.readObject(body, DraftOrder.MAX_OCTETS)))
                .build();
    }

    @POST
    @Path("{id}/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideOnLicenseDraft",
            summary = "Accept, return, approve, reject, abandon",
            description = "Who may do what in which state is one table, in the reference of drafts. An approval issues:"
                    + " the answer says ISSUED and names the license, or APPROVED where that is still to come.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DraftOrderDocument.Decision.class)))
    @APIResponse(
            responseCode = "201",
            description = "Recorded, or recorded before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = DraftDocument.class)))
    public Response decide(
            @PathParam("id") String id, byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        UUID draft = requireId(id);
        DraftService.Done done = drafts.decide(
                caller.require(),
                IdempotencyKey.parse(idempotencyKey),
                draft,
                DraftDecisionReader.read(JsonBodies.readObject(body, MAX_DECISION)),
                RequestDigest.of("license-drafts " + draft, body));
        return answer(Response.created(self(done.view().draft())), done.view())
                .header("Idempotent-Replayed", done.replayed())
                .build();
    }

    private static Response.ResponseBuilder answer(Response.ResponseBuilder builder, DraftService.DraftView view) {
        return builder.entity(DraftDocument.of(view))
                .tag(new EntityTag(String.valueOf(view.draft().steps())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static URI self(Draft draft) {
        return URI.create(PATH + "/" + draft.id());
    }

    private static UUID requireId(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notOne) {
            // falls through: there is no such draft
        }
        throw DraftRefusals.unknown();
    }
}
