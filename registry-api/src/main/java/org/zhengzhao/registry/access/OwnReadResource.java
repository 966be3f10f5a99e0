package org.zhengzhao.registry.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.registry.platform.http.ListQuery;

/** Who has read about the holder who has logged in. An agent does not see that: whom a holder deals with is the holder's affair. */
@Path("/v1/holder/access-records")
@Tag(name = "Holders")
@RunOnVirtualThread
public class OwnReadResource {
    private final HolderReadService reads;
    private final CallerSource caller;

    OwnReadResource(HolderReadService reads, CallerSource caller) {
        this.reads = reads;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listOwnAccessRecords",
            summary = "Who has read about me, newest first",
            description =
                    "For a holder who has logged in with the OpenID provider. Numbers count the reads without gaps:"
                            + " between keptFrom and latestNumber a number that is missing proves that a record was removed.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = HolderReadResource.ListDocument.class)))
    public Response list(
            @RestQuery @Parameter(description = "Only records with smaller numbers: next of the page before") @Nullable
                    String before,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit) {
        ListQuery query = new ListQuery(limit);
        long below = before == null ? Long.MAX_VALUE : number(query, before);
        query.checked();
        HolderCaller holder = caller.requireHolder();
        return Response.ok(HolderReadResource.ListDocument.of(
                        reads.page(Looker.holder(holder), holder.holder(), below, query.rows() - 1)))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    private static long number(ListQuery query, String text) {
        if (text.matches("[1-9][0-9]{0,17}")) {
            return Long.parseLong(text);
        }
        query.wrong("before", "应为正整数。", "Should be a whole number from 1 on.");
        return 1;
    }
}
