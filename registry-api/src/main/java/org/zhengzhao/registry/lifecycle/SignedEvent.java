package org.zhengzhao.registry.lifecycle;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.lifecycle.LicenseEvent;

/**
 * An event with its signature.
 *
 * @param recordedBy the client that had it recorded
 * @param causedBy the event of an earlier version that was carried to this license by it
 * @param message COSE_Sign1; the payload is the event's statement in canonical JSON
 */
public record SignedEvent(LicenseEvent event, String recordedBy, Optional<UUID> causedBy, Bytes message) {
    public SignedEvent {
        Objects.requireNonNull(event);
        Objects.requireNonNull(recordedBy);
        Objects.requireNonNull(causedBy);
        Objects.requireNonNull(message);
    }

    /** The event that was asked for: itself, or the one that was carried. */
    UUID origin() {
        return causedBy.orElse(event.id());
    }

    /** By this the next event of the license names it. */
    Bytes digest() {
        return Sha256.of(message);
    }
}
