package org.zhengzhao.registry.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.http.NextPage;
import org.zhengzhao.registry.platform.http.PageLimit;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** Status lists over HTTP, for everybody (IETF draft Token Status List, §8 and §9). */
@Path("/v1/status-lists")
@Tag(name = "Trust")
public class StatusListResource {
    private static final MediaType CWT = new MediaType("application", "statuslist+cwt");
    private static final MediaType JWT = new MediaType("application", "statuslist+jwt");
    private static final String ID = "[0-9a-z-]{1,64}";

    private final Publications publications;
    private final PublicationConfig config;

    StatusListResource(Publications publications, PublicationConfig config) {
        this.publications = publications;
        this.config = config;
    }

    @GET
    @RunOnVirtualThread
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listStatusLists",
            summary = "The status lists that are published, oldest first",
            description = "`status_lists` is what the IETF draft calls a Status List Aggregation.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = StatusListsDocument.class)))
    public Response list(
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        List<ProblemError> wrong = new ArrayList<>();
        int most = PageLimit.read(limit, wrong);
        if (cursor != null && !cursor.matches(ID)) {
            wrong.add(new ProblemError(
                    "cursor", "WRONG_VALUE", new Bilingual("请使用 Link 中给出的值。", "Use the value given in Link.")));
        }
        if (!wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER, new Bilingual("请按 errors 更正。", "Correct each of errors."), wrong);
        }
        List<PublishedListRepository.Heading> found = publications.lists(cursor, most + 1);
        List<PublishedListRepository.Heading> shown = found.subList(0, Math.min(found.size(), most));
        Response.ResponseBuilder answer = Response.ok(StatusListsDocument.of(shown))
                .header(HttpHeaders.CACHE_CONTROL, kept(config.timeToLive()))
                .header("Access-Control-Allow-Origin", "*");
        if (found.size() > shown.size()) {
            answer.header(HttpHeaders.LINK, NextPage.link(uri, shown.getLast().id()));
        }
        return answer.build();
    }

    @GET
    @RunOnVirtualThread
    @Path("{id}")
    @Produces({"application/statuslist+cwt", "application/statuslist+jwt"})
    @Operation(
            operationId = "getStatusList",
            summary = "A status list, signed, as CWT or as JWT",
            description = "Two bits a license: 0 valid, 1 invalid, 2 suspended, 3 superseded. Asked for again with"
                    + " If-None-Match it costs nothing while nothing has changed.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = "application/statuslist+cwt"),
                @Content(mediaType = "application/statuslist+jwt")
            })
    public Response get(@PathParam("id") String id, Request request) {
        Variant variant =
                request.selectVariant(Variant.mediaTypes(CWT, JWT).add().build());
        if (variant == null) {
            throw notAcceptable();
        }
        PublishedList list =
                id.matches(ID) ? publications.findList(id).orElseThrow(StatusListResource::unknown) : unknownList();
        boolean jwt = variant.getMediaType().equals(JWT);
        Optional<byte[]> octets = jwt
                ? list.jwt().map(text -> text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                : Optional.of(list.cwt().toArray());
        EntityTag tag = new EntityTag(list.version() + (jwt ? "-jwt" : "-cwt"));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null
                ? unchanged
                : Response.ok(octets.orElseThrow(StatusListResource::notAcceptable), variant.getMediaType());
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, kept(config.timeToLive()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private static String kept(Duration time) {
        return "public, max-age=" + time.toSeconds();
    }

    private static PublishedList unknownList() {
        throw unknown();
    }

    private static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_STATUS_LIST,
                new Bilingual("请用 GET /v1/status-lists 查看全部状态列表。", "See GET /v1/status-lists for all lists."));
    }

    private static RegistryException notAcceptable() {
        return new RegistryException(
                ProblemType.NOT_ACCEPTABLE,
                new Bilingual(
                        "请接受 application/statuslist+cwt 或 application/statuslist+jwt。",
                        "Accept application/statuslist+cwt or application/statuslist+jwt."));
    }
}
