package org.zhengzhao.registry.lifecycle;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;

/**
 * An act as it is asked for.
 *
 * @param effectiveAt empty: at once
 */
public record EventOrder(Act act, Optional<Instant> effectiveAt, Decision decision) {
    public EventOrder {
        Objects.requireNonNull(act);
        Objects.requireNonNull(effectiveAt);
        Objects.requireNonNull(decision);
    }
}
