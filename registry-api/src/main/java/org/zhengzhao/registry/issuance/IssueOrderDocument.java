package org.zhengzhao.registry.issuance;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.license.LicenseDocument;

/** What is sent to issue a license: for the API document; the body itself is read strictly by {@link IssueOrderReader}. */
@Schema(
        name = "IssueOrder",
        requiredProperties = {"typeCode", "number", "holders", "fields"})
record IssueOrderDocument(
        @Schema(examples = "11100000000019713D008") String typeCode,

        @Schema(description = "The number printed on the face; once per type and authority")
        String number,

        List<LicenseDocument.HolderDocument> holders,
        @Schema(description = "Default: today") @Nullable LocalDate issuedOn,
        @Schema(description = "Default: issuedOn") @Nullable LocalDate validFrom,

        @Schema(description = "Default: by the validity rule of the type") @Nullable
        LocalDate validUntil,

        @Schema(description = "Default: the area of the authority") @Nullable
        String areaCode,

        @Schema(description = "As the JSON Schema of the type has them; pictures in base64")
        Map<String, Object> fields) {}
