package org.zhengzhao.registry.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
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
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.license.LicenseQr;
import org.zhengzhao.registry.license.StoredPdf;
import org.zhengzhao.registry.lifecycle.EventDocument;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.text.Bilingual;

/** Asking over HTTP. Every answer names its access record in the header {@code Access-Record}. */
@Path("/v1/licenses")
@Tag(name = "Asking")
@RunOnVirtualThread
@RolesAllowed(Role.DEPARTMENT_NAME)
public class AskResource {
    private static final String ACCESS_RECORD = "Access-Record";
    private static final String SIGNATURE_LEVEL = "Signature-Level";
    private static final String SIGNATURE_UPGRADE = "Signature-Upgrade";
    private static final String PURPOSE_RULE =
            "Every read names its purpose, service matter, case and officer, and is recorded where the holder can see"
                    + " it.";

    private final AskService ask;
    private final LicenseQr qr;
    private final CallerSource caller;
    private final Clock clock;

    AskResource(AskService ask, LicenseQr qr, CallerSource caller, Clock clock) {
        this.ask = ask;
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
        ReadPurpose read = purpose.require();
        HolderQuery query = HolderQuery.require(holderCodeType, holderCode, type, limit, cursor);
        Moment moment = time.require(clock.instant());
        Answer<AskService.Page> answer = ask.byHolder(
                caller.require(), read, query.holder(), query.type(), moment, query.after(), query.limit());
        AskService.Page page = found(answer);
        Response.ResponseBuilder builder = Response.ok(new LicenseList(
                page.licenses().stream()
                        .map(license -> moment.document(license).released(answer.released()))
                        .toList(),
                moment.at(),
                moment.knownAt(),
                page.region().map(AreaCode::value).orElse(null)));
        if (page.next().isPresent()) {
            String last = page.next().get().value();
            UriBuilder next = uri.getRequestUriBuilder().replaceQueryParam("cursor", last);
            builder.header(
                    HttpHeaders.LINK,
                    "<" + next.build().getRawPath() + "?" + next.build().getRawQuery() + ">; rel=\"next\"");
        }
        return recorded(builder, answer);
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
        ReadPurpose read = purpose.require();
        Moment moment = time.require(clock.instant());
        Answer<LicenseHistory> answer =
                ask.byIdentifier(caller.require(), read, HolderQuery.requireIdentifier(identifier), moment);
        return recorded(Response.ok(moment.document(found(answer)).released(answer.released())), answer);
    }

    @GET
    @Path("{identifier}/history")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.DEPARTMENT_NAME, Role.ISSUER_NAME, Role.CORRECTOR_NAME})
    @Operation(
            operationId = "getLicenseHistory",
            summary = "Everything that was done to a license, oldest first, as signed events",
            description = PURPOSE_RULE)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = EventDocument.HistoryDocument.class)))
    public Response history(@PathParam("identifier") String identifier, @BeanParam PurposeParameters purpose) {
        Answer<LicenseHistory> answer =
                ask.history(caller.require(), purpose.require(), HolderQuery.requireIdentifier(identifier));
        LicenseHistory history = found(answer);
        return recorded(Response.ok(EventDocument.HistoryDocument.of(history, clock.instant())), answer);
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
        Answer<StoredPdf> answer = ask.pdf(caller.require(), purpose.require(), parsed);
        StoredPdf pdf = found(answer);
        return Response.fromResponse(file(answer, pdf.octets(), "application/pdf", parsed, ".pdf"))
                .header(SIGNATURE_LEVEL, pdf.level().label())
                .header(SIGNATURE_UPGRADE, pdf.upgradePending() ? "pending" : "none")
                .build();
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
        Answer<Bytes> answer = ask.qr(caller.require(), purpose.require(), parsed);
        return file(answer, qr.png(found(answer)), "image/png", parsed, ".png");
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
        Answer<Bytes> answer = ask.qr(caller.require(), purpose.require(), parsed);
        return file(answer, qr.svg(found(answer)), "image/svg+xml", parsed, ".svg");
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
        Answer<Bytes> answer = ask.credential(caller.require(), purpose.require(), parsed);
        return file(answer, found(answer), "application/cwt", parsed, ".cwt");
    }

    private static <T> T found(Answer<T> answer) {
        return switch (answer.result()) {
            case Answer.Found<T> found -> found.value();
            case Answer.NotFound<T> notFound ->
                throw new RegistryException(
                        ProblemType.UNKNOWN_LICENSE,
                        new Bilingual(
                                "请核对证照标识。本次查询已记录：" + answer.accessRecord(),
                                "Check the identifier. This read is recorded as " + answer.accessRecord()));
            case Answer.Refused<T> refused ->
                throw new RegistryException(
                        refused.refusal().type(),
                        new Bilingual(
                                refused.refusal().detail().chinese() + "本次查询已记录：" + answer.accessRecord(),
                                refused.refusal().detail().english() + " This read is recorded as "
                                        + answer.accessRecord()));
        };
    }

    private static Response file(
            Answer<?> answer, Bytes octets, String mediaType, LicenseIdentifier identifier, String suffix) {
        return recorded(
                Response.ok(octets.toArray(), mediaType)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "inline; filename=\"" + identifier.value() + suffix + "\""),
                answer);
    }

    private static Response recorded(Response.ResponseBuilder builder, Answer<?> answer) {
        return builder.header(ACCESS_RECORD, answer.accessRecord())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
