package org.zhengzhao.registry.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.license.LicenseQr;
import org.zhengzhao.registry.license.StoredPdf;
import org.zhengzhao.registry.lifecycle.EventDocument;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.platform.http.NextPage;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** Asking over HTTP. Every answer names its access record in the header {@code Access-Record}, and comes with its receipt. */
@Path("/v1/licenses")
@Tag(name = "Asking")
@RunOnVirtualThread
public class AskResource {
    private static final String SIGNATURE_LEVEL = "Signature-Level";
    private static final String SIGNATURE_UPGRADE = "Signature-Upgrade";
    private static final String PURPOSE_RULE =
            "Every read names its purpose, service matter, case and officer, and is recorded where the holder can see"
                    + " it. The answer, also that there is no such license, comes with a signed receipt: in the header Receipt,"
                    + " unless it is long, and always at Receipt-Location. It is for the octets of the answer: file them as"
                    + " they came.";

    private final AskService ask;
    private final Replies replies;
    private final LicenseQr qr;
    private final CallerSource caller;
    private final Clock clock;

    AskResource(AskService ask, Replies replies, LicenseQr qr, CallerSource caller, Clock clock) {
        this.ask = ask;
        this.replies = replies;
        this.qr = qr;
        this.caller = caller;
        this.clock = clock;
    }

    /** Licenses of one holder and type. */
    @Schema(name = "LicenseList")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LicenseList(
            List<LicenseDocument> licenses,
            Instant asOf,
            Instant knownAt,

            @Schema(description = "Where the licenses shown were issued, if the grant is limited to a region") @Nullable
            String region) {
        public LicenseList {
            licenses = List.copyOf(licenses);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "findLicenses",
            summary = "The licenses of one type that a holder has, newest first",
            description =
                    PURPOSE_RULE + " An empty list means: the registry has none, in the region where one is named.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = LicenseList.class)))
    public Response byHolder(
            @RestQuery
                    @Parameter(required = true, example = "001", description = "Holder code type, GB/T 36903")
                    @Nullable
                    String holderCodeType,
            @RestQuery @Parameter(required = true, example = "91110000MAFAKE019D") @Nullable String holderCode,
            @RestQuery @Parameter(required = true, description = "License type code") @Nullable String type,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            @BeanParam PurposeParameters purpose,
            @BeanParam MomentParameters time,
            UriInfo uri) {
        ReadPurpose read = purpose.require(caller.require());
        HolderQuery query = HolderQuery.require(holderCodeType, holderCode, type, limit, cursor);
        Moment moment = time.require(clock.instant());
        Reply<AskService.Page> reply = replies.json((answer, page) -> new LicenseList(
                page.licenses().stream()
                        .map(license -> moment.document(license).released(answer.released()))
                        .toList(),
                moment.at(),
                moment.knownAt(),
                page.region().map(AreaCode::value).orElse(null)));
        Answered<AskService.Page> answered = ask.byHolder(
                caller.require(), read, query.holder(), query.type(), moment, query.after(), query.limit(), reply);
        Response.ResponseBuilder builder = replies.response(answered, MediaType.APPLICATION_JSON);
        if (answered.answer().result() instanceof Answer.Found<AskService.Page> found
                && found.value().next().isPresent()) {
            String last = found.value().next().get().value();
            builder.header(HttpHeaders.LINK, NextPage.link(uri, last));
        }
        return builder.build();
    }

    @GET
    @Path("{identifier}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getLicense", summary = "One license", description = PURPOSE_RULE)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = LicenseDocument.class)))
    public Response byIdentifier(
            @PathParam("identifier") String identifier,
            @BeanParam PurposeParameters purpose,
            @BeanParam MomentParameters time) {
        ReadPurpose read = purpose.require(caller.require());
        Moment moment = time.require(clock.instant());
        LicenseIdentifier parsed = HolderQuery.requireIdentifier(identifier);
        Reply<LicenseHistory> reply =
                replies.json((answer, license) -> moment.document(license).released(answer.released()));
        return replies.response(
                        ask.byIdentifier(caller.require(), read, parsed, moment, reply), MediaType.APPLICATION_JSON)
                .build();
    }

    @GET
    @Path("{identifier}/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getLicenseHistory",
            summary = "Everything that was done to a license, oldest first, as signed events",
            description = PURPOSE_RULE)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = EventDocument.HistoryDocument.class)))
    public Response history(@PathParam("identifier") String identifier, @BeanParam PurposeParameters purpose) {
        ReadPurpose read = purpose.require(caller.require());
        LicenseIdentifier parsed = HolderQuery.requireIdentifier(identifier);
        Instant now = clock.instant();
        Reply<LicenseHistory> reply = replies.json((answer, history) -> EventDocument.HistoryDocument.of(history, now));
        return replies.response(ask.history(caller.require(), read, parsed, reply), MediaType.APPLICATION_JSON)
                .build();
    }

    @GET
    @Path("{identifier}/pdf")
    @Produces("application/pdf")
    @Operation(
            operationId = "getLicensePdf",
            summary = "The signed PDF of a license",
            description = PURPOSE_RULE
                    + " Signature-Level says whether it has a timestamp (B-T), its validation data too (B-LT) or"
                    + " neither (B-B); Signature-Upgrade is \"pending\" where it is about to get them: fetch it again"
                    + " later.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            headers = {
                @Header(
                        name = SIGNATURE_LEVEL,
                        description = "B-B, B-T, B-LT or B-LTA (EN 319 142-1)",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = SIGNATURE_UPGRADE,
                        description = "pending or none",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response pdf(@PathParam("identifier") String identifier, @BeanParam PurposeParameters purpose) {
        LicenseIdentifier parsed = HolderQuery.requireIdentifier(identifier);
        Answered<StoredPdf> answered =
                ask.pdf(caller.require(), purpose.require(caller.require()), parsed, replies.file(StoredPdf::octets));
        Response.ResponseBuilder builder = file(answered, "application/pdf", parsed, ".pdf");
        if (answered.answer().result() instanceof Answer.Found<StoredPdf> found) {
            builder.header(SIGNATURE_LEVEL, found.value().level().label())
                    .header(SIGNATURE_UPGRADE, found.value().upgradePending() ? "pending" : "none");
        }
        return builder.build();
    }

    @GET
    @Path("{identifier}/qr.png")
    @Produces("image/png")
    @Operation(
            operationId = "getLicenseQrPng",
            summary = "The QR symbol of a license as PNG",
            description = PURPOSE_RULE)
    public Response qrPng(@PathParam("identifier") String identifier, @BeanParam PurposeParameters purpose) {
        LicenseIdentifier parsed = HolderQuery.requireIdentifier(identifier);
        Answered<Bytes> answered =
                ask.qr(caller.require(), purpose.require(caller.require()), parsed, replies.file(qr::png));
        return file(answered, "image/png", parsed, ".png").build();
    }

    @GET
    @Path("{identifier}/qr.svg")
    @Produces("image/svg+xml")
    @Operation(
            operationId = "getLicenseQrSvg",
            summary = "The QR symbol of a license as SVG",
            description = PURPOSE_RULE)
    public Response qrSvg(@PathParam("identifier") String identifier, @BeanParam PurposeParameters purpose) {
        LicenseIdentifier parsed = HolderQuery.requireIdentifier(identifier);
        Answered<Bytes> answered =
                ask.qr(caller.require(), purpose.require(caller.require()), parsed, replies.file(qr::svg));
        return file(answered, "image/svg+xml", parsed, ".svg").build();
    }

    @GET
    @Path("{identifier}/credential")
    @Produces("application/cwt")
    @Operation(
            operationId = "getLicenseCredential",
            summary = "The credential of a license: a CWT in COSE_Sign1, what the QR symbol carries",
            description = PURPOSE_RULE)
    public Response credential(@PathParam("identifier") String identifier, @BeanParam PurposeParameters purpose) {
        LicenseIdentifier parsed = HolderQuery.requireIdentifier(identifier);
        Answered<Bytes> answered = ask.credential(
                caller.require(), purpose.require(caller.require()), parsed, replies.file(octets -> octets));
        return file(answered, "application/cwt", parsed, ".cwt").build();
    }

    private Response.ResponseBuilder file(
            Answered<?> answered, String mediaType, LicenseIdentifier identifier, String suffix) {
        Response.ResponseBuilder builder = replies.response(answered, mediaType);
        if (answered.answer().result() instanceof Answer.Found<?>) {
            builder.header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + identifier.value() + suffix + "\"");
        }
        return builder;
    }
}
