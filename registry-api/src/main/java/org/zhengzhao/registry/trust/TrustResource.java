package org.zhengzhao.registry.trust;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
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
    @PermitAll
    @Produces("application/x-pem-file")
    @Operation(
            operationId = "getTrustAnchors",
            summary = "The registry's root, issuing authority and sealing certificates, in PEM",
            description = "Fetch once, over a channel you trust, and give it to `zhengzhao verify --trust`.")
    public Response trustAnchors() {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : keys.trustAnchors()) {
            pem.append("# ")
                    .append(certificate.getSubjectX500Principal().getName())
                    .append('\n');
            pem.append("-----BEGIN CERTIFICATE-----\n");
            try {
                pem.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()));
            } catch (CertificateEncodingException broken) {
                throw new IllegalStateException("a certificate of ours does not encode", broken);
            }
            pem.append("\n-----END CERTIFICATE-----\n");
        }
        return Response.ok(pem.toString())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trust-anchors.pem\"")
                .build();
    }
}
