package org.zhengzhao.registry.lifecycle;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.lifecycle.Act;

/** What is sent to act on a license: for the API document; the body itself is read strictly by {@link EventOrderReader}. */
@Schema(
        name = "EventOrder",
        requiredProperties = {"act", "decision"})
record EventOrderDocument(
        @Schema(
                description = "What is done",
                enumeration = {
                    "SUSPEND",
                    "RESUME",
                    "TRANSFER_OUT",
                    "CANCEL_TRANSFER_OUT",
                    "WITHDRAW",
                    "ANNUL",
                    "REVOKE_AS_PENALTY",
                    "CANCEL"
                })
        Act act,

        @Schema(description = "From when it holds: since the issue, and at most 366 days ahead. Default: now") @Nullable
        Instant effectiveAt,

        EventDocument.DecisionDocument decision) {
    /** What is sent to correct an event. */
    @Schema(
            name = "CorrectionOrder",
            requiredProperties = {"corrects", "decision"})
    record Correction(
            @Schema(description = "The event that shall count no more")
            UUID corrects,

            EventDocument.DecisionDocument decision,

            @Schema(description = "What is put in its place at the same time") @Nullable
            EventOrderDocument replacement) {}
}
