package org.zhengzhao.registry.requirement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;

/** What matters require, over HTTP. Operators and type stewards save it; departments read theirs. */
@Path("/v1/matters/{code}/requirements")
@Tag(name = "Matters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RequirementResource {
    private static final Pattern VERSION_TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private final RequirementService requirements;
    private final CallerSource caller;

    RequirementResource(RequirementService requirements, CallerSource caller) {
        this.requirements = requirements;
        this.caller = caller;
    }

    @Schema(name = "RequirementOrder")
    record OrderDocument(
            @Schema(description = "Names it in answers, for example food-permit")
            String code,

            NameDocument title,
            @Schema(description = "License type code") String type,
            RequirementKind kind,

            @Schema(
                    description =
                            "In CEL, for example license.fields.businessItems.contains('热食类'); true, or left out, for no"
                                    + " further condition")
            @Nullable
            String condition) {}

    @Schema(name = "RequirementsOrder")
    record Order(
            @Schema(description = "Unified social credit code")
            String department,

            List<OrderDocument> requirements) {
        Order {
            requirements = List.copyOf(requirements);
        }
    }

    /** What a matter requires. */
    @Schema(name = "MatterRequirements")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequirementsDocument(
            String department,
            String matter,

            @Schema(description = "0 where nothing was saved yet")
            int version,

            @Nullable Instant savedAt,
            List<RequirementDocument> requirements) {
        RequirementsDocument {
            requirements = List.copyOf(requirements);
        }
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putRequirements",
            summary = "Save the next version of what a matter requires",
            description =
                    "The whole list, in order. Every version is kept; a check names the version by which it judged. To"
                            + " change what is there send the ETag you read as If-Match. The answer says in words what"
                            + " each condition says: compare that with its title.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Order.class)))
    @APIResponse(
            responseCode = "200",
            description = "Saved",
            content = @Content(schema = @Schema(implementation = RequirementsDocument.class)))
    public Response put(
            @PathParam("code") String code, byte[] body, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        requireCode(code);
        BodyReader reader = BodyReader.of(body, "department", "requirements");
        Optional<Uscc> department = reader.uscc("department");
        List<RequirementOrder> orders = orders(reader);
        reader.refuse();
        return shown(
                department.orElseThrow(),
                code,
                Optional.of(requirements.save(
                        department.orElseThrow(),
                        code,
                        orders,
                        expected(ifMatch),
                        caller.require().clientId())));
    }

    @GET
    @Operation(
            operationId = "getRequirements",
            summary = "What a matter of the caller's department, or of a given one, requires, also in words",
            description = "A department sees its own.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = RequirementsDocument.class)))
    public Response get(
            @PathParam("code") String code,
            @RestQuery @Parameter(description = "Default: the caller's; a department sees its own") @Nullable
                    String department,
            @RestQuery @Parameter(description = "Default: the last one") @Nullable String version) {
        requireCode(code);
        ListQuery query = new ListQuery(null);
        Caller who = caller.require();
        Uscc of = AccessPolicy.reach(who, Permission.GET_REQUIREMENTS)
                .chosen(query.uscc("department", department))
                .orElse(who.authority());
        query.checked();
        if (version != null && !VERSION.matcher(version).matches()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual("version 应为版本号。", "version is the number of a version."));
        }
        Optional<MatterRequirements> found =
                requirements.require(of, code, Optional.ofNullable(version).map(Integer::valueOf));
        if (version != null && found.isEmpty()) {
            throw new RegistryException(ProblemType.NOT_FOUND, new Bilingual("没有此版本。", "There is no such version."));
        }
        return shown(of, code, found);
    }

    /** What is no code is the code of no matter; the database takes not every character. */
    private static void requireCode(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new RegistryException(
                    ProblemType.UNKNOWN_MATTER, new Bilingual("请用 GET /v1/matters 查看。", "See GET /v1/matters."));
        }
    }

    private List<RequirementOrder> orders(BodyReader reader) {
        List<RequirementOrder> orders = new ArrayList<>();
        List<BodyReader> items = reader.objects(
                "requirements", RequirementService.MAX_REQUIREMENTS, "code", "title", "type", "kind", "condition");
        if (items.isEmpty() && reader.find("requirements").isPresent()) {
            reader.error("requirements", "REQUIRED", "请至少填写一项。", "Give one at least.");
        }
        for (BodyReader item : items) {
            String requirementCode = item.code("code");
            Bilingual title = item.name("title");
            Optional<LicenseTypeCode> type = item.licenseType("type");
            Optional<RequirementKind> kind = item.choice("kind", RequirementKind.values());
            String condition = condition(item);
            if (type.isPresent() && kind.isPresent()) {
                orders.add(new RequirementOrder(requirementCode, title, type.get(), kind.get(), condition));
            }
        }
        return orders;
    }

    private static String condition(BodyReader item) {
        JsonValue given = item.find("condition").orElse(null);
        if (given == null) {
            return "true";
        }
        if (given instanceof JsonValue.Text text) {
            return text.value().strip();
        }
        item.error("condition", "TYPE", "应为字符串。", "Should be a string.");
        return "true";
    }

    private Response shown(Uscc department, String matter, Optional<MatterRequirements> found) {
        RequirementsDocument document = new RequirementsDocument(
                department.value(),
                matter,
                found.map(MatterRequirements::version).orElse(0),
                found.map(MatterRequirements::savedAt).orElse(null),
                found.map(MatterRequirements::requirements).orElse(List.of()).stream()
                        .map(each -> RequirementDocument.of(each, requirements.words(each)))
                        .toList());
        Response.ResponseBuilder builder = Response.ok(document);
        found.ifPresent(saved -> builder.tag(new EntityTag(String.valueOf(saved.version()))));
        return builder.build();
    }

    private static int expected(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return 0;
        }
        Matcher tag = VERSION_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new RegistryException(
                    ProblemType.REQUIREMENTS_CHANGED,
                    new Bilingual("If-Match 不是事项要求的 ETag。", "If-Match is no ETag of the requirements."));
        }
        return Integer.parseInt(tag.group(1));
    }
}
