package org.zhengzhao.registry.verification;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.platform.http.RequestLanguage;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.report.JsonReport;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.report.TextReport;

/** Verifying over HTTP: for pages and for those who have no command line. */
@Path("/v1/verifications")
@Tag(name = "Verifying")
public class VerificationResource {
    private static final String DOCUMENT = "-";

    private final VerificationService verification;
    private final RequestLanguage language;

    VerificationResource(VerificationService verification, RequestLanguage language) {
        this.verification = verification;
        this.language = language;
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "verifyDocument",
            summary = "Verify a PDF, a picture of a QR code, the text of a QR code, a credential or a receipt",
            description = "The body is the file itself; it is recognised by its content, and neither kept nor logged."
                    + " The answer is the report of `zhengzhao verify`, as JSON or as text.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = "application/octet-stream",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "Looked at, whatever the verdict",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "As the command line prints it with --format json")))
    public Response verify(byte[] document, @Context Request request) {
        Report report = verification.verify(DOCUMENT, Bytes.of(document));
        List<Variant> variants = Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_PLAIN_TYPE)
                .build();
        Variant chosen = request.selectVariant(variants);
        boolean text = chosen != null && MediaType.TEXT_PLAIN_TYPE.isCompatible(chosen.getMediaType());
        String body = text ? new TextReport(language.current(), true).text(report) : JsonReport.line(report);
        return Response.ok(
                        body, text ? MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8") : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
