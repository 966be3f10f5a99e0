package org.zhengzhao.registry.check;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.identity.NamedOfficer;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Replies;
import org.zhengzhao.schema.code.HolderCode;

/** Checks over HTTP: the one call that an approval system needs. */
@Path("/v1/matters/{code}/checks")
@Tag(name = "Asking")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CheckResource {
    private final CheckService checks;
    private final Replies replies;
    private final CallerSource caller;
    private final Clock clock;

    CheckResource(CheckService checks, Replies replies, CallerSource caller, Clock clock) {
        this.checks = checks;
        this.replies = replies;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "AskedHolder")
    record HolderDocument(
            @Schema(description = "Holder code type, GB/T 36903, for example 001")
            String codeType,

            String code) {}

    @Schema(name = "MatterCheckOrder")
    record CheckOrder(
            HolderDocument holder,
            String purpose,
            String caseNumber,
            String officer,

            @Schema(description = "The day asked about; its beginning in China. Default: now") @Nullable
            LocalDate on) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkMatter",
            summary = "Whether a holder has what a matter of the caller's department requires",
            description =
                    "Judges every requirement by the version that is in force, and says which license decided it, with"
                            + " the parts that the grant releases. One access record and one signed receipt for the whole"
                            + " check. It changes nothing; each type counts once against the cap of its grant.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CheckOrder.class)))
    @APIResponse(
            responseCode = "200",
            description = "Judged",
            content = @Content(schema = @Schema(implementation = CheckDocument.class)))
    public Response check(@PathParam("code") String code, byte[] body) {
        BodyReader reader = BodyReader.of(body, "holder", "purpose", "caseNumber", "officer", "on");
        Caller asks = caller.require();
        AskedBody.requireElements(reader, asks, List.of("holder", "purpose", "caseNumber"));
        Optional<HolderCode> holder = AskedBody.holder(reader);
        ReadPurpose purpose = new ReadPurpose(
                NamedOfficer.read(reader, "officer", AskedBody.MAX_CODE, asks),
                reader.line("purpose", AskedBody.MAX_PURPOSE),
                code,
                reader.line("caseNumber", AskedBody.MAX_CODE));
        Moment moment = AskedBody.moment(reader, clock);
        if (code.length() > AskedBody.MAX_CODE || code.isBlank() || code.chars().anyMatch(Character::isISOControl)) {
            reader.error("matter", "WRONG_VALUE", "事项代码不正确。", "Not the code of a matter.");
        }
        reader.refuse();
        return replies.response(
                        checks.check(
                                asks,
                                purpose,
                                holder.orElseThrow(),
                                moment,
                                replies.json((answer, found) -> CheckDocument.of(found))),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
