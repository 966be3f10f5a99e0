package org.zhengzhao.registry.grant;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A grant (共享授权).
 *
 * @param request the request that was decided, where there was one
 */
public record Grant(
        UUID id,
        GrantTerms terms,
        GrantOrigin origin,
        Optional<UUID> request,
        Instant createdAt,
        Optional<Revocation> revocation) {
    /** The end of a grant before its time. */
    public record Revocation(Instant at, String reason) {
        public Revocation {
            Objects.requireNonNull(at);
            Objects.requireNonNull(reason);
        }
    }

    public Grant {
        Objects.requireNonNull(id);
        Objects.requireNonNull(terms);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(request);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(revocation);
    }
}
