package org.zhengzhao.registry.facts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.sharing.PurposeParameters;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Replies;
import org.zhengzhao.schema.bytes.Bytes;

/** Verifying files over HTTP, for departments. */
@Path("/v1/file-verifications")
@Tag(name = "Asking")
@RunOnVirtualThread
public class FileResource {
    private final FileService files;
    private final Replies replies;
    private final CallerSource caller;

    FileResource(FileService files, Replies replies, CallerSource caller) {
        this.files = files;
        this.replies = replies;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyFile",
            summary = "Verify a file for a case (文件验证): result codes 0 to 2, and the report",
            description =
                    "The body is the file itself: a PDF, a picture of a QR code, the text of a QR code, a credential or a"
                            + " receipt. It is judged as by POST /v1/verifications, and neither kept nor logged; that it was"
                            + " verified is recorded, with the licenses that it names, and comes with a receipt. No grant is"
                            + " needed.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = "application/octet-stream",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "Looked at, whatever the result",
            content = @Content(schema = @Schema(implementation = FileDocument.class)))
    public Response verify(byte[] file, @BeanParam PurposeParameters purpose) {
        ReadPurpose read = purpose.require(caller.require());
        return replies.response(
                        files.verify(
                                caller.require(),
                                read,
                                Bytes.of(file),
                                replies.json((answer, report) -> FileDocument.of(report))),
                        MediaType.APPLICATION_JSON)
                .build();
    }
}
