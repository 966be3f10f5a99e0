package org.zhengzhao.registry.catalogue;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.LicenseTypeJson;

/** The catalogue over HTTP. Reading is open to everybody: what kinds of license exist is public. */
@Path("/v1/license-types")
@Tag(name = "Catalogue")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {
    private static final Pattern VERSION_TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");

    private final CatalogueService catalogue;
    private final CallerSource caller;

    CatalogueResource(CatalogueService catalogue, CallerSource caller) {
        this.catalogue = catalogue;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listLicenseTypes", summary = "All license types, each in the version in force")
    public Response list() {
        List<JsonValue> types = catalogue.current().stream()
                .<JsonValue>map(LicenseTypeJson::write)
                .toList();
        return Response.ok(CanonicalJson.textInGivenOrder(
                        new JsonValue.Members(Map.of("licenseTypes", new JsonValue.Items(types)))))
                .build();
    }

    @GET
    @RunOnVirtualThread
    @Path("{code}")
    @Operation(operationId = "getLicenseType", summary = "One license type, in the version in force or a given one")
    public Response get(@PathParam("code") String code, @QueryParam("version") @Nullable Integer version) {
        LicenseTypeCode parsed = requireCode(code);
        return answer(Response.ok(), version == null ? catalogue.require(parsed) : catalogue.require(parsed, version))
                .build();
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "defineLicenseType",
            summary = "Define a license type",
            description = "The caller's authority may issue it from then on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    public Response define(byte[] body) {
        Caller steward = caller.require();
        JsonValue.Members definition = JsonBodies.readObject(body, CatalogueService.MAX_DEFINITION);
        // A code that is none is refused with everything else that is wrong.
        definition
                .findText("code")
                .flatMap(CatalogueResource::findCode)
                .ifPresent(
                        code -> AccessPolicy.require(steward, Permission.DEFINE_LICENSE_TYPE, new Target.OfType(code)));
        LicenseType type = catalogue.define(definition, List.of(steward.authority()), steward.clientId());
        return answer(Response.created(URI.create("/v1/license-types/" + type.code())), type)
                .build();
    }

    @PUT
    @RunOnVirtualThread
    @Path("{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeLicenseType",
            summary = "Change a license type: the definition becomes its next version",
            description = "Licenses keep the version under which they were issued. Send the ETag you read as If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    public Response change(
            @PathParam("code") String code, byte[] body, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new RegistryException(
                    ProblemType.PRECONDITION_REQUIRED,
                    new Bilingual(
                            "请先读取该类型，并把其 ETag 作为 If-Match 发送。", "Read the type first and send its ETag as If-Match."));
        }
        Matcher tag = VERSION_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new RegistryException(
                    ProblemType.TYPE_CHANGED,
                    new Bilingual("If-Match 不是该类型的 ETag。", "If-Match is no ETag of the type."));
        }
        LicenseTypeCode typeCode = requireCode(code);
        AccessPolicy.require(caller.require(), Permission.CHANGE_LICENSE_TYPE, new Target.OfType(typeCode));
        LicenseType type = catalogue.change(
                typeCode,
                Integer.parseInt(tag.group(1)),
                JsonBodies.readObject(body, CatalogueService.MAX_DEFINITION),
                caller.require().clientId());
        return answer(Response.ok(), type).build();
    }

    private static Response.ResponseBuilder answer(Response.ResponseBuilder builder, LicenseType type) {
        return builder.entity(CanonicalJson.textInGivenOrder(LicenseTypeJson.write(type)))
                .tag(new EntityTag(String.valueOf(type.version())));
    }

    private static LicenseTypeCode requireCode(String code) {
        return findCode(code).orElseThrow(CatalogueService::unknownType);
    }

    private static Optional<LicenseTypeCode> findCode(String code) {
        try {
            return Optional.of(LicenseTypeCode.parse(code));
        } catch (MalformedCodeException malformed) {
            return Optional.empty();
        }
    }
}
