package org.zhengzhao.registry.ceremony;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.registry.trust.KeyPlace;
import org.zhengzhao.registry.trust.KeyPurpose;
import org.zhengzhao.signing.key.Suite;

/** The body of a request for a key, for the API document; {@link CeremonyBody} reads it. */
@Schema(name = "KeyOrder")
record KeyOrderDocument(
        @Schema(defaultValue = "SEALING") KeyPurpose purpose,

        @Schema(description = "Unified social credit code; for sealing keys only")
        String authority,

        @Schema(defaultValue = "ES256") Suite suite,
        @Schema(defaultValue = "PKCS12") KeyPlace place,
        @Schema(required = true) ParticipantsDocument ceremony) {}
