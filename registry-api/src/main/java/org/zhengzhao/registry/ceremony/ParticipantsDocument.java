package org.zhengzhao.registry.ceremony;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who takes part in a ceremony, for the API document. */
@Schema(name = "CeremonyParticipants")
record ParticipantsDocument(
        @Schema(required = true, description = "Name of the person who does it")
        String conductedBy,

        @Schema(description = "Names of those who see it done")
        List<String> witnesses,

        String note) {
    ParticipantsDocument {
        witnesses = List.copyOf(witnesses);
    }
}
