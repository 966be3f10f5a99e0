package org.zhengzhao.registry.lifecycle;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.lifecycle.LicenseEvent;

/**
 * An event with its signature.
 *
 * @param recordedBy the client that had it recorded
 * @param message COSE_Sign1; the payload is the event's statement in canonical JSON
 */
public record SignedEvent(LicenseEvent event, String recordedBy, Bytes message) {
    public SignedEvent {
        Objects.requireNonNull(event);
        Objects.requireNonNull(recordedBy);
        Objects.requireNonNull(message);
    }

    /** By this the next event of the license names it. */
    Bytes digest() {
        return Sha256.of(message);
    }
}
