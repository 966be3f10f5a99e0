package org.zhengzhao.registry.sharing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** Receipts again, for answers whose receipt is too long for a header, or got lost. */
@Path("/v1/receipts")
@Tag(name = "Asking")
@RunOnVirtualThread
public class ReceiptResource {
    private static final String MEDIA_TYPE = "application/jwt";

    private final AskService ask;
    private final CallerSource caller;

    ReceiptResource(AskService ask, CallerSource caller) {
        this.ask = ask;
        this.caller = caller;
    }

    @GET
    @Path("{accessRecord}")
    @Produces(MEDIA_TYPE)
    @Operation(
            operationId = "getReceipt",
            summary = "The receipt that an answer was sent with",
            description =
                    "For reads of the caller's authority, by the number in Access-Record. Reading it is no read of a"
                            + " license. `zhengzhao verify` verifies it, alone or together with the answer.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Response receipt(@PathParam("accessRecord") String accessRecord) {
        String receipt = ListQuery.findId(accessRecord)
                .flatMap(id -> ask.findReceipt(caller.require(), id))
                .orElseThrow(() -> new RegistryException(
                        ProblemType.UNKNOWN_RECEIPT,
                        new Bilingual("请使用答复中 Access-Record 给出的编号。", "Use the number in the answer's Access-Record.")));
        return Response.ok(receipt, MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
