package org.zhengzhao.schema.lifecycle;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of the history of a license. Entries are added and never changed.
 *
 * @param position in the history, from 1 without gaps
 * @param effectiveAt from when it holds; may lie before or after {@code recordedAt}
 * @param recordedAt when the registry learned of it
 * @param decision its evidence; empty where a license was issued without any being given
 * @param corrects for {@link Act#CORRECT}, and only for it: the event that counts no more
 */
public record LicenseEvent(
        UUID id,
        int position,
        Act act,
        Instant effectiveAt,
        Instant recordedAt,
        Optional<Decision> decision,
        Optional<UUID> corrects) {
    public LicenseEvent {
        Objects.requireNonNull(id);
        Objects.requireNonNull(act);
        Objects.requireNonNull(effectiveAt);
        Objects.requireNonNull(recordedAt);
        Objects.requireNonNull(decision);
        if (position < 1) {
            throw new IllegalArgumentException("positions start at 1");
        }
        if (corrects.isPresent() != (act == Act.CORRECT)) {
            throw new IllegalArgumentException("a correction, and nothing else, names what it corrects");
        }
    }
}
