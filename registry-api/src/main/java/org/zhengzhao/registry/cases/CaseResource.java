package org.zhengzhao.registry.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.schema.bytes.Sha256;

/** Cases over HTTP, for the systems of departments. */
@Path("/v1/cases")
@Tag(name = "Matters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CaseResource {
    private static final int MAX_NUMBER = 64;

    private final CaseService cases;
    private final OnceOnly once;
    private final CallerSource caller;

    CaseResource(CaseService cases, OnceOnly once, CallerSource caller) {
        this.cases = cases;
        this.once = once;
        this.caller = caller;
    }

    @Schema(name = "CaseOpening")
    record Opening(String matter, String caseNumber) {}

    /** A case as the API shows it. */
    @Schema(name = "Case")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CaseDocument(
            UUID id,
            String department,
            String matter,
            String caseNumber,
            Instant openedAt,
            @Nullable Instant closedAt) {
        static CaseDocument of(CaseFile file) {
            return new CaseDocument(
                    file.id(),
                    file.department().value(),
                    file.matter(),
                    file.caseNumber(),
                    file.openedAt(),
                    file.closedAt().orElse(null));
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "openCase",
            summary = "Open a case",
            description = "From the first one on, the department's reads name an open case of the same matter.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Opening.class)))
    @APIResponse(
            responseCode = "201",
            description = "Opened, or opened before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = CaseDocument.class)))
    public Response open(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(body, "matter", "caseNumber");
        String matter = reader.code("matter");
        String caseNumber = reader.line("caseNumber", MAX_NUMBER);
        reader.refuse();
        Caller system = caller.require();
        OnceOnly.Made made = once.make(
                system.clientId(),
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of(body),
                () -> cases.open(system.authority(), matter, caseNumber, system.clientId())
                        .id()
                        .toString(),
                CaseService::exists);
        return Response.created(URI.create("/v1/cases/" + made.identifier()))
                .entity(CaseDocument.of(
                        cases.require(system, Permission.OPEN_CASE, UUID.fromString(made.identifier()))))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCase", summary = "One case of the caller's department")
    public CaseDocument get(@PathParam("id") String id) {
        return CaseDocument.of(cases.require(caller.require(), Permission.GET_CASE, parsed(id)));
    }

    @POST
    @Path("{id}/close")
    @Operation(
            operationId = "closeCase",
            summary = "Close a case: nothing is read for it any more",
            description = "Closing it again changes nothing.")
    public CaseDocument close(@PathParam("id") String id) {
        return CaseDocument.of(cases.close(caller.require(), parsed(id)));
    }

    private static UUID parsed(String id) {
        return ListQuery.findId(id).orElseThrow(CaseService::unknown);
    }
}
