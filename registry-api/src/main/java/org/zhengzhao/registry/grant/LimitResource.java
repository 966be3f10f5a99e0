package org.zhengzhao.registry.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;

/** Limits of departments over HTTP, for operators. */
@Path("/v1/departments/{code}/limits/{type}")
@Tag(name = "Departments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LimitResource {
    private final GrantService grants;
    private final CallerSource caller;

    LimitResource(GrantService grants, CallerSource caller) {
        this.grants = grants;
        this.caller = caller;
    }

    /** Most reads of one type by one department; what is left out is not limited. */
    @Schema(name = "DepartmentLimit")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LimitDocument(
            @Nullable Integer perMinute, @Nullable Integer perDay) {
        static LimitDocument of(OptionalInt perMinute, OptionalInt perDay) {
            return new LimitDocument(
                    perMinute.isPresent() ? perMinute.getAsInt() : null, perDay.isPresent() ? perDay.getAsInt() : null);
        }
    }

    @GET
    @Operation(operationId = "getDepartmentLimit", summary = "How much a department may read of a type")
    public LimitDocument get(@PathParam("code") String code, @PathParam("type") String type) {
        Optional<DepartmentLimit> limit = grants.findLimit(department(code), licenseType(type));
        return LimitDocument.of(
                limit.map(DepartmentLimit::perMinute).orElse(OptionalInt.empty()),
                limit.map(DepartmentLimit::perDay).orElse(OptionalInt.empty()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setDepartmentLimit",
            summary = "Set how much a department may read of a type",
            description = "It holds on all nodes together, whatever the grants of the department allow.")
    @RequestBody(content = @Content(schema = @Schema(implementation = LimitDocument.class)))
    public LimitDocument set(@PathParam("code") String code, @PathParam("type") String type, byte[] body) {
        BodyReader reader = BodyReader.of(body, "perMinute", "perDay");
        OptionalInt perMinute = reader.number("perMinute", 1, TermsBody.MAX_CAP);
        OptionalInt perDay = reader.number("perDay", 1, TermsBody.MAX_CAP);
        reader.refuse();
        grants.limit(
                department(code),
                licenseType(type),
                perMinute,
                perDay,
                caller.require().clientId());
        return LimitDocument.of(perMinute, perDay);
    }

    private static Uscc department(String code) {
        try {
            return Uscc.parse(code);
        } catch (MalformedCodeException malformed) {
            throw DepartmentService.unknown();
        }
    }

    private static LicenseTypeCode licenseType(String code) {
        try {
            return LicenseTypeCode.parse(code);
        } catch (MalformedCodeException malformed) {
            throw CatalogueService.unknownType();
        }
    }
}
