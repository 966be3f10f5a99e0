package org.zhengzhao.registry.region;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;

/** Regions over HTTP. What regions there are is public. */
@Path("/v1/regions")
@Tag(name = "Departments")
@Produces(MediaType.APPLICATION_JSON)
public class RegionResource {
    private final RegionRepository regions;
    private final OnceOnly once;
    private final CallerSource caller;

    RegionResource(RegionRepository regions, OnceOnly once, CallerSource caller) {
        this.regions = regions;
        this.once = once;
        this.caller = caller;
    }

    /** A region as the API takes and shows it. */
    @Schema(name = "Region")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RegionDocument(String code, @Nullable String parent, NameDocument name) {
        static RegionDocument of(Region region) {
            return new RegionDocument(
                    region.code().value(),
                    region.parent().map(AreaCode::value).orElse(null),
                    NameDocument.of(region.name()));
        }
    }

    @Schema(name = "RegionRenaming")
    record Renaming(NameDocument name) {}

    @Schema(name = "RegionList")
    record RegionList(List<RegionDocument> regions) {
        RegionList {
            regions = List.copyOf(regions);
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listRegions", summary = "Regions by code; with parent, those directly in it")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = RegionList.class)))
    public Response list(
            @RestQuery @Parameter(example = "110000") @Nullable String parent,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Optional<AreaCode> in = query.area("parent", parent);
        Optional<AreaCode> after = query.area("cursor", cursor);
        query.checked();
        List<Region> found = QuarkusTransaction.requiringNew().call(() -> regions.page(in, after, query.rows()));
        return query.page(
                found,
                region -> region.code().value(),
                shown -> new RegionList(shown.stream().map(RegionDocument::of).toList()),
                uri);
    }

    @GET
    @RunOnVirtualThread
    @Path("{code}")
    @Operation(operationId = "getRegion", summary = "One region")
    public RegionDocument get(@PathParam("code") String code) {
        return RegionDocument.of(require(parsed(code)));
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerRegion",
            summary = "Register a region",
            description = "The whole country and the provinces are there from the beginning.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RegionDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered, or registered before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = RegionDocument.class)))
    public Response register(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(body, "code", "parent", "name");
        Optional<AreaCode> code = reader.area("code");
        Optional<AreaCode> parent = reader.area("parent");
        Bilingual name = reader.name("name");
        if (code.isPresent()
                && parent.isPresent()
                && (code.equals(parent) || !parent.get().covers(code.get()))) {
            reader.error("parent", "WRONG_VALUE", "该区划不在上级区划之内。", "The region does not lie in its parent.");
        }
        reader.refuse();
        Region region = new Region(code.orElseThrow(), parent, name);
        OnceOnly.Made made = once.make(
                caller.require().clientId(),
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of(body),
                () -> add(region),
                RegionResource::exists);
        return Response.created(URI.create("/v1/regions/" + made.identifier()))
                .entity(RegionDocument.of(region))
                .build();
    }

    @PUT
    @RunOnVirtualThread
    @Path("{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "renameRegion", summary = "Give a region another name")
    @RequestBody(content = @Content(schema = @Schema(implementation = Renaming.class)))
    public RegionDocument rename(@PathParam("code") String code, byte[] body) {
        BodyReader reader = BodyReader.of(body, "name");
        Bilingual name = reader.name("name");
        reader.refuse();
        AreaCode area = parsed(code);
        if (!QuarkusTransaction.requiringNew().call(() -> regions.rename(area, name))) {
            throw unknown();
        }
        return RegionDocument.of(require(area));
    }

    private String add(Region region) {
        if (regions.find(region.code()).isPresent()) {
            throw exists();
        }
        if (region.parent().flatMap(regions::find).isEmpty()) {
            throw unknown();
        }
        regions.add(region);
        return region.code().value();
    }

    private Region require(AreaCode code) {
        return QuarkusTransaction.requiringNew().call(() -> regions.find(code)).orElseThrow(RegionResource::unknown);
    }

    private static AreaCode parsed(String code) {
        try {
            return AreaCode.parse(code);
        } catch (MalformedCodeException malformed) {
            throw unknown();
        }
    }

    private static RegistryException exists() {
        return new RegistryException(
                ProblemType.REGION_EXISTS,
                new Bilingual("如要改名，请用 PUT /v1/regions/{code}。", "To rename it, use PUT /v1/regions/{code}."));
    }

    private static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_REGION,
                new Bilingual("请先用 POST /v1/regions 登记该区划。", "Register it with POST /v1/regions first."));
    }
}
