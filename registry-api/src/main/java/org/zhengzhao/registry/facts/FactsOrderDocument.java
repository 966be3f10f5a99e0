package org.zhengzhao.registry.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Facts to be verified, as a client sends them: for the API document. They are read by {@link FactsReader}. */
@Schema(
        name = "Facts",
        description =
                "Holder code or number, or both, say which license is meant. Everything else is compared with it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactsOrderDocument(
        @Schema(required = true, examples = "1110000000001332XW059")
        String type,

        @Nullable GivenHolder holder,

        @Schema(description = "License number, as it is printed") @Nullable
        String number,

        @Schema(examples = "2025-07-01") @Nullable String issuedOn,
        @Schema(examples = "2025-07-01") @Nullable String validFrom,

        @Schema(description = "Last day, or 长期", examples = "2029-06-30") @Nullable
        String validUntil,

        @Schema(examples = "110000") @Nullable String areaCode,

        @Schema(description = "Fields of the type, each with the value that is to be compared") @Nullable
        Map<String, Object> fields,

        @Schema(description = "The status on that day (its beginning in China). Default: now", examples = "2026-11-01")
        @Nullable
        String on) {
    /** The holder as far as known: code with its type, name, or both. */
    @Schema(name = "GivenHolder")
    public record GivenHolder(
            @Nullable String codeType,
            @Nullable String code,
            @Nullable String name) {}
}
