package org.zhengzhao.registry.ceremony;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a request that declares a key compromised, for the API document. */
@Schema(name = "KeyCompromise")
record CompromiseDocument(
        @Schema(description = "From when on somebody else may have had the key; now, if it is not given")
        Instant since,

        @Schema(required = true) ParticipantsDocument ceremony) {}
