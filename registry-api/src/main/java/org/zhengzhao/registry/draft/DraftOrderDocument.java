package org.zhengzhao.registry.draft;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to make a draft: for the API document; the body itself is read strictly by {@link DraftOrder}. */
@Schema(
        name = "DraftOrder",
        requiredProperties = {"order"})
record DraftOrderDocument(
        @Schema(description = "The license whose next version is drafted; left out for a license of its own") @Nullable
        String predecessor,

        @Schema(
                description =
                        "What would be sent to issue at once: an IssueOrder, or with a predecessor a VersionOrder")
        Map<String, Object> order) {
    /** What is sent to decide on a draft. */
    @Schema(
            name = "DraftDecision",
            requiredProperties = {"act", "digest"})
    record Decision(
            @Schema(
                    description =
                            "ACCEPT and RETURN by a reviewer; APPROVE, RETURN and REJECT by an approver; ABANDON by the"
                                    + " maker",
                    enumeration = {"ACCEPT", "RETURN", "APPROVE", "REJECT", "ABANDON"})
            DraftAct act,

            @Schema(description = "That of the draft as it was read")
            String digest,

            @Schema(description = "Required for RETURN and REJECT") @Nullable
            String reason) {}
}
