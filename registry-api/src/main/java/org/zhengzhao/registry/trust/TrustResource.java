package org.zhengzhao.registry.trust;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a verifier fetches once and then works with offline. */
@Path("/v1/trust-anchors")
@Tag(name = "Trust")
public class TrustResource {
    private final KeyRing keys;

    TrustResource(KeyRing keys) {
        this.keys = keys;
    }

    @GET
    @Produces("application/x-pem-file")
    @Operation(
            operationId = "getTrustAnchors",
            summary = "The registry's root, issuing authority and sealing certificates, in PEM",
            description = "Fetch once, over a channel you trust, and give it to `zhengzhao verify --trust`.")
    public Response trustAnchors() {
        return Response.ok(PemCertificates.write(keys.trustAnchors(), true))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trust-anchors.pem\"")
                .build();
    }
}
