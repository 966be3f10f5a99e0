package org.zhengzhao.registry.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.lifecycle.LicenseEvent;

/**
 * Events that were held against a history, before they are signed.
 *
 * @param entries none where the license stays as it is; its history must still be this one when the others are written
 */
record PlannedEvents(LicenseHistory history, List<Entry> entries) {
    PlannedEvents {
        Objects.requireNonNull(history);
        entries = List.copyOf(entries);
    }

    /**
     * One of them.
     *
     * @param causedBy the event of an earlier version that is carried to this license by it
     */
    record Entry(LicenseEvent event, Optional<UUID> causedBy) {
        Entry {
            Objects.requireNonNull(event);
            Objects.requireNonNull(causedBy);
        }
    }

    /** What was asked for. */
    static PlannedEvents asked(LicenseHistory history, List<LicenseEvent> events) {
        return new PlannedEvents(
                history,
                events.stream().map(event -> new Entry(event, Optional.empty())).toList());
    }

    static PlannedEvents none(LicenseHistory history) {
        return new PlannedEvents(history, List.of());
    }
}
