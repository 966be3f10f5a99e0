package org.zhengzhao.registry.lifecycle;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.lifecycle.Decision;

/**
 * A correction as it is asked for.
 *
 * @param corrects the event that counts no more
 * @param replacement what is put in its place, at the same time
 */
record CorrectionOrder(UUID corrects, Decision decision, Optional<EventOrder> replacement) {
    CorrectionOrder {
        Objects.requireNonNull(corrects);
        Objects.requireNonNull(decision);
        Objects.requireNonNull(replacement);
    }
}
