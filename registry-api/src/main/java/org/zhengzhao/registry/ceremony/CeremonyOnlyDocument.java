package org.zhengzhao.registry.ceremony;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a request that changes a key, for the API document. */
@Schema(name = "KeyChange")
record CeremonyOnlyDocument(@Schema(required = true) ParticipantsDocument ceremony) {}
