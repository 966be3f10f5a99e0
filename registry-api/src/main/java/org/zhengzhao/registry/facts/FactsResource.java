package org.zhengzhao.registry.facts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.registry.sharing.PurposeParameters;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Replies;

/** Verifying facts over HTTP. */
@Path("/v1/fact-verifications")
@Tag(name = "Asking")
@RunOnVirtualThread
public class FactsResource {
    private final FactsService facts;
    private final Replies replies;
    private final CallerSource caller;
    private final Clock clock;

    FactsResource(FactsService facts, Replies replies, CallerSource caller, Clock clock) {
        this.facts = facts;
        this.replies = replies;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyFacts",
            summary = "Whether facts are those of a license (信息验证): result codes 0 to 5, no value",
            description =
                    "A read like every other: with purpose, recorded, and with a receipt. The grant covers each part that"
                            + " is compared, as a part that it shows or as a predicate EQUALS with this very value. Code 5 does not"
                            + " tell whether there is no such license or something given differs. Facts about one holder, number or"
                            + " name may differ some times a day, then questions about it are refused.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FactsOrderDocument.class)))
    @APIResponse(
            responseCode = "200",
            description = "Compared, whatever the result",
            content = @Content(schema = @Schema(implementation = FactsDocument.class)))
    public Response verify(byte[] body, @BeanParam PurposeParameters purpose) {
        ReadPurpose read = purpose.require(caller.require());
        FactsOrder order = FactsReader.read(BodyReader.of(body, FactsReader.members()));
        return replies.response(
                        facts.verify(
                                caller.require(),
                                read,
                                order,
                                Moment.of(clock.instant()),
                                replies.json((answer, result) -> FactsDocument.of(result))),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
