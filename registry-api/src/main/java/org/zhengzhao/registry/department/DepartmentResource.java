package org.zhengzhao.registry.department;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.identity.Client;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.registry.platform.http.RequestDigest;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.AuthorityLevel;

/** Departments, their systems and their officers over HTTP, for operators. */
@Path("/v1/departments")
@Tag(name = "Departments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DepartmentResource {
    private static final int MAX_ACCOUNT = 64;
    private static final int MAX_NAME = 128;

    private final DepartmentService departments;
    private final OnceOnly once;
    private final CallerSource caller;

    DepartmentResource(DepartmentService departments, OnceOnly once, CallerSource caller) {
        this.departments = departments;
        this.once = once;
        this.caller = caller;
    }

    /** A department as it is registered. */
    @Schema(name = "DepartmentRegistration")
    record Registration(
            @Schema(description = "Unified social credit code")
            String code,

            NameDocument name,

            @Schema(description = "For an authority that is not registered yet; default OTHER")
            AuthorityLevel level,

            @Schema(description = "Area code of a registered region")
            String region,

            @Schema(description = "Code of the department above")
            String parent) {}

    @Schema(name = "Department")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DepartmentDocument(
            String code,
            NameDocument name,
            String region,
            @Nullable String parent) {
        static DepartmentDocument of(Department department) {
            return new DepartmentDocument(
                    department.code().value(),
                    NameDocument.of(department.name()),
                    department.region().value(),
                    department.parent().map(Uscc::value).orElse(null));
        }
    }

    @Schema(name = "DepartmentList")
    record DepartmentList(List<DepartmentDocument> departments) {
        DepartmentList {
            departments = List.copyOf(departments);
        }
    }

    @Schema(name = "System")
    record SystemDocument(String clientId, NameDocument name, List<Role> roles) {
        SystemDocument {
            roles = List.copyOf(roles);
        }

        static SystemDocument of(Client client) {
            return new SystemDocument(
                    client.clientId(),
                    NameDocument.of(client.name()),
                    client.roles().stream().sorted().toList());
        }
    }

    @Schema(name = "SystemList")
    record SystemList(List<SystemDocument> systems) {
        SystemList {
            systems = List.copyOf(systems);
        }
    }

    @Schema(name = "Officer")
    record OfficerDocument(String account, String name, List<OfficerRole> roles, boolean active) {
        OfficerDocument {
            roles = List.copyOf(roles);
        }

        static OfficerDocument of(Officer officer) {
            return new OfficerDocument(
                    officer.account(),
                    officer.name(),
                    officer.roles().stream().sorted().toList(),
                    officer.active());
        }

        @Override
        public String toString() {
            return "OfficerDocument[" + account + "]";
        }
    }

    @Schema(name = "OfficerList")
    record OfficerList(List<OfficerDocument> officers) {
        OfficerList {
            officers = List.copyOf(officers);
        }
    }

    @GET
    @Operation(operationId = "listDepartments", summary = "Departments by code, of a region or below a department")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = DepartmentList.class)))
    public Response list(
            @RestQuery @Parameter(example = "110105") @Nullable String region,
            @RestQuery @Parameter(description = "Those directly below it") @Nullable String parent,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Optional<AreaCode> area = query.area("region", region);
        Optional<Uscc> above = query.uscc("parent", parent);
        Optional<Uscc> after = query.uscc("cursor", cursor);
        query.checked();
        return query.page(
                departments.page(area, above, after, query.rows()),
                department -> department.code().value(),
                shown -> new DepartmentList(
                        shown.stream().map(DepartmentDocument::of).toList()),
                uri);
    }

    @GET
    @Path("{code}")
    @Operation(operationId = "getDepartment", summary = "One department")
    public DepartmentDocument get(@PathParam("code") String code) {
        return DepartmentDocument.of(departments.require(parsed(code)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerDepartment",
            summary = "Register a department",
            description = "An authority that is not registered yet is registered with it. Systems are clients of the"
                    + " authority: see /v1/clients.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Registration.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered, or registered before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = DepartmentDocument.class)))
    public Response register(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(body, "code", "name", "level", "region", "parent");
        Optional<Uscc> code = reader.uscc("code");
        Bilingual name = reader.name("name");
        Optional<AreaCode> region = reader.area("region");
        Optional<Uscc> parent = reader.optionalUscc("parent");
        AuthorityLevel level = reader.find("level").isEmpty()
                ? AuthorityLevel.OTHER
                : reader.choice("level", AuthorityLevel.values()).orElse(AuthorityLevel.OTHER);
        if (code.isPresent() && code.equals(parent)) {
            reader.error("parent", "WRONG_VALUE", "上级不能是本部门。", "A department is not above itself.");
        }
        reader.refuse();
        Department department = new Department(code.orElseThrow(), parent, region.orElseThrow(), name);
        RegisteredAuthority authority = new RegisteredAuthority(
                department.code(), name, level, department.region().value());
        String clientId = caller.require().clientId();
        OnceOnly.Made made = once.make(
                clientId,
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of(body),
                () -> {
                    departments.register(department, authority, clientId);
                    return department.code().value();
                },
                DepartmentService::exists);
        return Response.created(URI.create("/v1/departments/" + made.identifier()))
                .entity(DepartmentDocument.of(department))
                .build();
    }

    @GET
    @Path("{code}/systems")
    @Operation(operationId = "listSystems", summary = "The systems of a department, by client id")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = SystemList.class)))
    public Response systems(
            @PathParam("code") String code,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Optional<String> after = query.text("cursor", cursor);
        query.checked();
        return query.page(
                departments.systems(parsed(code), after, query.rows()),
                Client::clientId,
                shown -> new SystemList(shown.stream().map(SystemDocument::of).toList()),
                uri);
    }

    @GET
    @Path("{code}/officers")
    @Operation(operationId = "listOfficers", summary = "The officers of a department, by account")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = OfficerList.class)))
    public Response officers(
            @PathParam("code") String code,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit).checked();
        Optional<String> after = Optional.ofNullable(cursor);
        return query.page(
                departments.officers(parsed(code), after, query.rows()),
                officer -> URLEncoder.encode(officer.account(), StandardCharsets.UTF_8),
                shown -> new OfficerList(shown.stream().map(OfficerDocument::of).toList()),
                uri);
    }

    @POST
    @Path("{code}/officers")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerOfficer",
            summary = "Register an officer of a department",
            description = "From the first one on, the department's reads name a registered and active officer.")
    @RequestBody(content = @Content(schema = @Schema(implementation = OfficerDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered, or registered before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = OfficerDocument.class)))
    public Response registerOfficer(
            @PathParam("code") String code,
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(body, "account", "name", "roles", "active");
        Officer officer = officer(reader, reader.line("account", MAX_ACCOUNT));
        Uscc department = parsed(code);
        String clientId = caller.require().clientId();
        once.make(
                clientId,
                IdempotencyKey.parse(idempotencyKey),
                RequestDigest.of(department.value(), body),
                () -> {
                    departments.registerOfficer(department, officer, clientId);
                    return officer.account();
                },
                DepartmentService::officerExists);
        return Response.status(Response.Status.CREATED)
                .entity(OfficerDocument.of(officer))
                .build();
    }

    @PUT
    @Path("{code}/officers/{account}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeOfficer",
            summary = "Change an officer",
            description = "An officer who leaves is made inactive, not removed: old records name the account.")
    @RequestBody(content = @Content(schema = @Schema(implementation = OfficerDocument.class)))
    public OfficerDocument changeOfficer(
            @PathParam("code") String code, @PathParam("account") String account, byte[] body) {
        BodyReader reader = BodyReader.of(body, "account", "name", "roles", "active");
        if (reader.find("account").isPresent()
                && !reader.line("account", MAX_ACCOUNT).equals(account)) {
            reader.error("account", "WRONG_VALUE", "与地址中的账号不同。", "Not the account of the address.");
        }
        Officer officer = officer(reader, account);
        departments.changeOfficer(parsed(code), officer, caller.require().clientId());
        return OfficerDocument.of(officer);
    }

    private static Officer officer(BodyReader reader, String account) {
        String name = reader.line("name", MAX_NAME);
        Set<OfficerRole> roles = new HashSet<>();
        for (String text : reader.texts("roles", OfficerRole.values().length)) {
            Optional<OfficerRole> role = Stream.of(OfficerRole.values())
                    .filter(known -> known.name().equals(text))
                    .findFirst();
            role.ifPresentOrElse(
                    roles::add, () -> reader.error("roles", "WRONG_VALUE", "有未知的角色。", "There is an unknown role."));
        }
        boolean active = reader.flag("active", true);
        reader.refuse();
        return new Officer(account, name, roles, active);
    }

    private static Uscc parsed(String code) {
        try {
            return Uscc.parse(code);
        } catch (MalformedCodeException malformed) {
            throw DepartmentService.unknown();
        }
    }
}
