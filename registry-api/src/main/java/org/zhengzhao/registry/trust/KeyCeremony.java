package org.zhengzhao.registry.trust;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * What was done to a key, by whom and before whose eyes. Kept for ever, never changed.
 *
 * @param conductedBy the person who did it
 * @param witnesses persons who saw it
 * @param fingerprint SHA-256 of the key's certificate, where it has one
 */
public record KeyCeremony(
        UUID id,
        Instant at,
        Act act,
        UUID keyId,
        String clientId,
        String conductedBy,
        List<String> witnesses,
        String note,
        Optional<Bytes> fingerprint) {
    /** Stored by name. */
    @Schema(name = "KeyAct")
    public enum Act {
        CREATED,
        /** Found in the key directory by a version that keeps keys in the database. */
        ADOPTED,
        CERTIFICATE_ISSUED,
        CERTIFICATE_IMPORTED,
        ACTIVATED,
        RETIRED,
        DECLARED_COMPROMISED,
        DISCARDED
    }

    /** Who takes part. */
    public record Participants(String conductedBy, List<String> witnesses, String note) {
        public Participants {
            Objects.requireNonNull(conductedBy);
            witnesses = List.copyOf(witnesses);
            Objects.requireNonNull(note);
        }

        /** Nobody: the service did it by itself. */
        public static Participants none(String note) {
            return new Participants("zhengzhao", List.of(), note);
        }
    }

    public KeyCeremony {
        Objects.requireNonNull(id);
        Objects.requireNonNull(at);
        Objects.requireNonNull(act);
        Objects.requireNonNull(keyId);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(conductedBy);
        witnesses = List.copyOf(witnesses);
        Objects.requireNonNull(note);
        Objects.requireNonNull(fingerprint);
    }
}
