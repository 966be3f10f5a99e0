package org.zhengzhao.registry.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A grant as the API shows it. */
@Schema(name = "Grant")
@JsonInclude(JsonInclude.Include.NON_NULL)
record GrantDocument(
        UUID id,
        TermsDocument terms,
        GrantOrigin origin,
        @Nullable UUID request,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable String revocationReason) {
    static GrantDocument of(Grant grant) {
        return new GrantDocument(
                grant.id(),
                TermsDocument.of(grant.terms()),
                grant.origin(),
                grant.request().orElse(null),
                grant.createdAt(),
                grant.revocation().map(Grant.Revocation::at).orElse(null),
                grant.revocation().map(Grant.Revocation::reason).orElse(null));
    }
}
