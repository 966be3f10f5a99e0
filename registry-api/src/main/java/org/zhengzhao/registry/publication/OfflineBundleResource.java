package org.zhengzhao.registry.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** The offline bundle over HTTP, for everybody. */
@Path("/v1/offline-bundle")
@Tag(name = "Trust")
public class OfflineBundleResource {
    private static final String BUNDLE = "application/vnd.zhengzhao.bundle";
    private static final String SEQUENCE = "[1-9][0-9]{0,17}";

    private final Publications publications;
    private final BundleConfig config;

    OfflineBundleResource(Publications publications, BundleConfig config) {
        this.publications = publications;
        this.config = config;
    }

    @GET
    @RunOnVirtualThread
    @Produces(BUNDLE)
    @Operation(
            operationId = "getOfflineBundle",
            summary = "Everything that a verifier needs without a network, in one signed, dated file",
            description =
                    "Trust anchors, certificates, names and rights of license types, status lists, compromised keys. Give"
                            + " it to `zhengzhao verify --trust`. With `since`, only what is new since that bundle; the whole of it"
                            + " where the registry does not know that one any more.")
    @APIResponse(responseCode = "200", description = "OK", content = @Content(mediaType = BUNDLE))
    @APIResponse(responseCode = "204", description = "Nothing is newer than the bundle at hand")
    public Response get(
            @RestQuery @Parameter(description = "Sequence number of the bundle at hand") @Nullable String since,
            Request request) {
        if (since != null && !since.matches(SEQUENCE)) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual("请按 errors 更正。", "Correct each of errors."),
                    List.of(new ProblemError(
                            "since",
                            "WRONG_VALUE",
                            new Bilingual("应为手头离线包的序号。", "Should be the sequence number of the bundle at hand."))));
        }
        Publications.Newest newest = publications.newestBundle().orElseThrow(OfflineBundleResource::notReady);
        EntityTag tag = new EntityTag(String.valueOf(newest.sequence()));
        // Who names the newest number as its own has the newest, whether it asks for the whole or for what is new.
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null
                ? unchanged.tag(tag)
                : since == null ? whole(newest, tag) : newSince(newest, Long.parseLong(since), tag);
        return answer.header(
                        HttpHeaders.CACHE_CONTROL,
                        "public, max-age=" + config.every().toSeconds())
                .header("Bundle-Sequence", newest.sequence())
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private Response.ResponseBuilder newSince(Publications.Newest newest, long since, EntityTag tag) {
        if (since == newest.sequence()) {
            return Response.noContent().tag(tag);
        }
        return publications
                .findDelta(newest, since)
                .map(delta -> Response.ok(delta.toArray(), BUNDLE)
                        .tag(new EntityTag(newest.sequence() + "-since-" + since))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"offline-bundle-" + newest.sequence() + "-since-" + since
                                        + ".zzb\""))
                .orElseGet(() -> whole(newest, tag));
    }

    private static Response.ResponseBuilder whole(Publications.Newest newest, EntityTag tag) {
        return Response.ok(newest.bundle().octets().toArray(), BUNDLE)
                .tag(tag)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"offline-bundle-" + newest.sequence() + ".zzb\"");
    }

    private static RegistryException notReady() {
        return new RegistryException(
                ProblemType.BUNDLE_NOT_READY,
                new Bilingual("请稍后重试；若持续如此，请联系系统管理员。", "Try again shortly. If it stays so, ask the operator."));
    }
}
