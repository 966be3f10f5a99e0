package org.zhengzhao.registry.authority;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Authorities over HTTP, for operators. To issue, an authority needs a right for each type, a client and a sealing key. */
@Path("/v1/authorities")
@Tag(name = "Authorities")
@Produces(MediaType.APPLICATION_JSON)
public class AuthorityResource {
    private final AuthorityRepository authorities;

    AuthorityResource(AuthorityRepository authorities) {
        this.authorities = authorities;
    }

    /** All authorities. */
    @Schema(name = "AuthorityList")
    record AuthorityList(List<AuthorityOrder> authorities) {
        AuthorityList {
            authorities = List.copyOf(authorities);
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listAuthorities", summary = "All authorities, by code")
    public AuthorityList list() {
        return new AuthorityList(QuarkusTransaction.requiringNew().call(authorities::all).stream()
                .map(AuthorityOrder::of)
                .toList());
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerAuthority",
            summary = "Register an authority",
            description = "Its code can be registered once: a request that is sent again is refused with"
                    + " authority-exists.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AuthorityOrder.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = AuthorityOrder.class)))
    public Response register(byte[] body) {
        RegisteredAuthority authority = AuthorityOrder.read(body);
        try {
            QuarkusTransaction.requiringNew().run(() -> authorities.add(authority));
        } catch (RuntimeException failed) {
            if (DatabaseFailures.brokenConstraint(failed).isPresent()) {
                throw new RegistryException(
                        ProblemType.AUTHORITY_EXISTS,
                        new Bilingual("请用 GET /v1/authorities 查看。", "See GET /v1/authorities."));
            }
            throw failed;
        }
        return Response.created(URI.create("/v1/authorities/" + authority.code().value()))
                .entity(AuthorityOrder.of(authority))
                .build();
    }

    @PUT
    @RunOnVirtualThread
    @Path("{code}/issuing-rights/{type}")
    @Operation(
            operationId = "grantIssuingRight",
            summary = "Let an authority issue licenses of a type",
            description = "Nothing changes where it may already.")
    @APIResponse(responseCode = "204", description = "It may")
    public Response grant(@PathParam("code") String code, @PathParam("type") String type) {
        try {
            Uscc authority = Uscc.parse(code);
            LicenseTypeCode granted = LicenseTypeCode.parse(type);
            QuarkusTransaction.requiringNew().run(() -> {
                if (authorities.find(authority).isEmpty()) {
                    throw unknown();
                }
                authorities.grant(authority, granted);
            });
            return Response.noContent().build();
        } catch (MalformedCodeException malformed) {
            throw unknown();
        }
    }

    private static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_AUTHORITY,
                new Bilingual("请先用 POST /v1/authorities 登记该机构。", "Register it with POST /v1/authorities first."));
    }
}
