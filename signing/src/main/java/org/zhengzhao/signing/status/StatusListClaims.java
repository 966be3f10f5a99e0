package org.zhengzhao.signing.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What a status list token is to say (§5 of the draft).
 *
 * @param uri location of the list, which the tokens that refer to it have; becomes its subject
 * @param issuedAt as of when the statuses are true; whole seconds
 * @param expires from when on nobody may rely on it any more; whole seconds
 * @param timeToLive for how long a copy may be kept before it is asked for again; whole seconds
 */
public record StatusListClaims(String uri, Instant issuedAt, Instant expires, Duration timeToLive, StatusList list) {
    public StatusListClaims {
        Objects.requireNonNull(list);
        // Refuses what no reference can mean.
        uri = new StatusReference(0, uri).uri();
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        expires = expires.truncatedTo(ChronoUnit.SECONDS);
        timeToLive = timeToLive.truncatedTo(ChronoUnit.SECONDS);
        if (!expires.isAfter(issuedAt) || timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("a list ends after it was issued, and may be kept for some time");
        }
    }
}
