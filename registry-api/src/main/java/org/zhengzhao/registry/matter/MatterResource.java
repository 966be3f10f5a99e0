package org.zhengzhao.registry.matter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Matters over HTTP. Operators register them; departments read theirs. */
@Path("/v1/matters")
@Tag(name = "Matters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MatterResource {
    private final MatterService matters;
    private final OnceOnly once;
    private final CallerSource caller;

    MatterResource(MatterService matters, OnceOnly once, CallerSource caller) {
        this.matters = matters;
        this.once = once;
        this.caller = caller;
    }

    /** A matter as the API takes and shows it. */
    @Schema(name = "Matter")
    record MatterDocument(String department, String code, NameDocument name) {
        static MatterDocument of(Matter matter) {
            return new MatterDocument(matter.department().value(), matter.code(), NameDocument.of(matter.name()));
        }
    }

    @Schema(name = "MatterList")
    record MatterList(List<MatterDocument> matters) {
        MatterList {
            matters = List.copyOf(matters);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerMatter",
            summary = "Register a service matter of a department",
            description = "With it the department may read what is shared unconditionally, and apply for the rest.")
    @RequestBody(content = @Content(schema = @Schema(implementation = MatterDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered, or registered before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = MatterDocument.class)))
    public Response register(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(body, "department", "code", "name");
        Optional<Uscc> department = reader.uscc("department");
        String code = reader.code("code");
        Bilingual name = reader.name("name");
        reader.refuse();
        Matter matter = new Matter(department.orElseThrow(), code, name);
        String clientId = caller.require().clientId();
        once.make(
                clientId,
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of(body),
                () -> {
                    matters.register(matter, clientId);
                    return code;
                },
                MatterService::exists);
        return Response.created(URI.create("/v1/matters/" + code))
                .entity(MatterDocument.of(matter))
                .build();
    }

    @GET
    @Operation(operationId = "listMatters", summary = "Matters of the caller's department, or of a given one, by code")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = MatterList.class)))
    public Response list(
            @RestQuery @Parameter(description = "Default: the caller's; a department sees its own") @Nullable
                    String department,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Uscc of = department(Permission.LIST_MATTERS, query, department);
        Optional<String> after = query.text("cursor", cursor);
        query.checked();
        return query.page(
                matters.page(of, after, query.rows()),
                Matter::code,
                shown -> new MatterList(shown.stream().map(MatterDocument::of).toList()),
                uri);
    }

    @GET
    @Path("{code}")
    @Operation(operationId = "getMatter", summary = "One matter of the caller's department, or of a given one")
    public MatterDocument get(
            @PathParam("code") String code,
            @RestQuery @Parameter(description = "Default: the caller's; a department sees its own") @Nullable
                    String department) {
        ListQuery query = new ListQuery(null);
        Uscc of = department(Permission.GET_MATTER, query, department);
        query.checked();
        return MatterDocument.of(matters.require(of, code));
    }

    /** The caller's own, where it sees no others. */
    private Uscc department(Permission permission, ListQuery query, @Nullable String department) {
        Caller who = caller.require();
        return AccessPolicy.reach(who, permission)
                .chosen(query.uscc("department", department))
                .orElse(who.authority());
    }
}
