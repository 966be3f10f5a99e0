package org.zhengzhao.registry.issuance;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.lifecycle.EventDocument;
import org.zhengzhao.schema.lifecycle.Act;

/** What is sent for a next version: for the API document; the body itself is read strictly by {@link VersionOrderReader}. */
@Schema(
        name = "VersionOrder",
        requiredProperties = {"kind", "decision"})
record VersionOrderDocument(
        @Schema(
                description = "CHANGE: says something else. RENEW: valid for longer. REISSUE: says the same",
                enumeration = {"CHANGE", "RENEW", "REISSUE"})
        Act kind,

        EventDocument.DecisionDocument decision,

        @Schema(description = "Default: as the license has it") @Nullable
        String number,

        @Schema(description = "Default: as the license has them") @Nullable
        List<LicenseDocument.HolderDocument> holders,

        @Schema(description = "Default: today") @Nullable LocalDate issuedOn,

        @Schema(description = "Default: as the license has it; for RENEW the day after its last one, or today")
        @Nullable
        LocalDate validFrom,

        @Schema(description = "Default: as the license has it; for RENEW by the validity rule of the type") @Nullable
        LocalDate validUntil,

        @Schema(description = "Default: as the license has it") @Nullable
        String areaCode,

        @Schema(
                description = "All of them, pictures in base64. Default: as the license has them; pictures must be sent"
                        + " again")
        @Nullable
        Map<String, Object> fields) {}
