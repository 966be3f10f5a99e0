package org.zhengzhao.registry.grant;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that was done to a request.
 *
 * @param officer who did it, as the calling system says
 */
public record GrantStep(Instant at, RequestAct act, String clientId, String officer, String reason) {
    public GrantStep {
        Objects.requireNonNull(at);
        Objects.requireNonNull(act);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(officer);
        Objects.requireNonNull(reason);
    }
}
