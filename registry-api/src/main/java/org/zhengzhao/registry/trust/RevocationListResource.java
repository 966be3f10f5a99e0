package org.zhengzhao.registry.trust;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.text.Bilingual;

/** Which certificates of this registry are not to be relied on any more. */
@Path("/v1/trust/crls")
@Tag(name = "Trust")
@RunOnVirtualThread
public class RevocationListResource {
    private static final String PEM = "application/x-pem-file";
    private static final String DER = "application/pkix-crl";
    private static final String CACHING = "public, max-age=300";

    private final RevocationListService lists;

    RevocationListResource(RevocationListService lists) {
        this.lists = lists;
    }

    @GET
    @Produces(PEM)
    @Operation(
            operationId = "getRevocationLists",
            summary = "The certificate revocation lists of the registry's own authorities, in PEM",
            description = "A comment before each list says where it is alone. Fetch them anew before nextUpdate.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = PEM, schema = @Schema(type = SchemaType.STRING)))
    public Response all(@Context Request request) {
        StringBuilder text = new StringBuilder();
        Collection<IssuedRevocationList> current = lists.current();
        for (IssuedRevocationList list : current) {
            text.append("# /v1/trust/crls/")
                    .append(list.issuer().toHex())
                    .append(", next update ")
                    .append(list.nextUpdate())
                    .append('\n')
                    .append(PemCertificates.block("X509 CRL", list.octets().toArray()));
        }
        return answer(request, Bytes.utf8(text.toString()), PEM, "revocation-lists.pem");
    }

    @GET
    @Path("{issuer}")
    @Produces(DER)
    @Operation(operationId = "getRevocationList", summary = "The certificate revocation list of one authority, in DER")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = DER, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response one(
            @PathParam("issuer")
                    @Parameter(description = "SHA-256 of the authority's certificate, 64 hexadecimal digits")
                    String issuer,
            @Context Request request) {
        IssuedRevocationList list = fingerprint(issuer)
                .flatMap(lists::find)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.NOT_FOUND,
                        new Bilingual(
                                "本登记系统没有该机构的吊销列表。请用 GET /v1/trust/crls 查看全部。",
                                "The registry signs no list of this authority. See GET /v1/trust/crls for all.")));
        return answer(request, list.octets(), DER, list.issuer().toHex().substring(0, 16) + ".crl");
    }

    private static Optional<Bytes> fingerprint(String text) {
        return text.matches("[0-9a-f]{64}") ? Optional.of(Bytes.hex(text)) : Optional.empty();
    }

    private static Response answer(Request request, Bytes octets, String mediaType, String file) {
        EntityTag tag = new EntityTag(Sha256.of(octets).toHex());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(octets.toArray(), mediaType) : unchanged;
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .build();
    }
}
