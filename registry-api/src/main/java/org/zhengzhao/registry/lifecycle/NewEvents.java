package org.zhengzhao.registry.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Events that were checked against a history of a certain length, and signed. They are written only while it has that length.
 *
 * @param after how many events the license had
 */
public record NewEvents(UUID licenseId, int after, List<SignedEvent> events) {
    public NewEvents {
        Objects.requireNonNull(licenseId);
        events = List.copyOf(events);
    }
}
