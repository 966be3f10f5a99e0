package org.zhengzhao.registry.holder;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.license.PathIdentifier;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** The licenses of the holder who has logged in, or of one who has given a mandate. */
@Path("/v1/holder/licenses")
@Tag(name = "Holders")
@RunOnVirtualThread
public class HeldLicenseResource {
    private static final String MANDATE =
            "Number of a mandate: the licenses of the holder who gave it, as far as it goes";

    private final HeldLicenseService licenses;
    private final CallerSource caller;
    private final Clock clock;

    HeldLicenseResource(HeldLicenseService licenses, CallerSource caller, Clock clock) {
        this.licenses = licenses;
        this.caller = caller;
        this.clock = clock;
    }

    /** The licenses of a holder. */
    @Schema(name = "HeldLicenses")
    record ListDocument(List<LicenseDocument> licenses) {
        ListDocument {
            licenses = List.copyOf(licenses);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listOwnLicenses",
            summary = "My licenses, newest first, also those that are no longer valid",
            description =
                    "For a holder who has logged in with the OpenID provider. The look is written down and shown to the"
                            + " holder among the earlier looks.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ListDocument.class)))
    public Response list(
            @RestQuery @Parameter(description = MANDATE) @Nullable String mandate,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Optional<UUID> by = query.id("mandate", mandate);
        Optional<LicenseIdentifier> after = query.cursor(cursor);
        query.checked();
        Instant now = clock.instant();
        Response answer = query.page(
                licenses.page(caller.requireHolder(), by, after, query.rows()),
                license -> license.license().content().identifier().value(),
                shown -> new ListDocument(shown.stream()
                        .map(license -> license.document(now).forHolder())
                        .toList()),
                uri);
        return Response.fromResponse(answer)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    @GET
    @Path("{identifier}/pdf")
    @Produces("application/pdf")
    @Operation(operationId = "getOwnLicensePdf", summary = "The signed PDF of a license of mine")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response pdf(
            @PathParam("identifier") String identifier,
            @RestQuery @Parameter(description = MANDATE) @Nullable String mandate) {
        ListQuery query = new ListQuery(null);
        Optional<UUID> by = query.id("mandate", mandate);
        query.checked();
        LicenseIdentifier parsed = PathIdentifier.require(identifier);
        return Response.ok(licenses.pdf(caller.requireHolder(), by, parsed)
                        .octets()
                        .toArray())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + parsed.value() + ".pdf\"")
                .build();
    }
}
