package org.zhengzhao.registry.ceremony;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a request that imports certificates, for the API document. */
@Schema(name = "CertificateImport")
record ImportDocument(
        @Schema(required = true, description = "PEM, the key's own certificate first, the root last")
        String certificates,

        @Schema(required = true) ParticipantsDocument ceremony) {}
