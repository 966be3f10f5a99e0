package org.zhengzhao.registry.vault;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which master key is to be put into service, for the API document. */
@Schema(
        name = "MasterKeyOrder",
        requiredProperties = {"place", "name"})
record MasterKeyOrderDocument(
        MasterKeyPlace place,

        @Schema(description = "Begins with master; then small letters, digits and hyphens")
        String name) {}
