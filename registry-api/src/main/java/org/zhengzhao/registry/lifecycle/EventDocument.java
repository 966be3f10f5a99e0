package org.zhengzhao.registry.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.lifecycle.ReasonCode;

/**
 * An event as the API shows it.
 *
 * @param title the act in both languages, by language tag
 * @param corrects the event that counts no more because of this one
 * @param correctedBy the event because of which this one counts no more
 * @param causedBy the event of an earlier version, still the one in place then, that was carried to this license by it
 * @param signed COSE_Sign1 in base64; the payload is the event's statement in canonical JSON
 */
@Schema(name = "LicenseEvent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventDocument(
        UUID id,
        int position,
        Act act,
        Map<String, String> title,
        Instant effectiveAt,
        Instant recordedAt,
        String recordedBy,
        @Nullable DecisionDocument decision,
        @Nullable UUID corrects,
        @Nullable UUID correctedBy,
        @Nullable UUID causedBy,
        String signed) {
    /** The evidence of an act. */
    @Schema(
            name = "Decision",
            requiredProperties = {"decidedBy", "documentNumber", "reasonCode"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DecisionDocument(
            @Schema(description = "The person who decided") String decidedBy,

            @Schema(description = "Number of the document in which it was decided")
            String documentNumber,

            @Schema(description = "Must fit the act; see the reference of the life cycle")
            ReasonCode reasonCode,

            @Schema(description = "In words; required for OTHER") @Nullable
            String reason) {
        static DecisionDocument of(Decision decision) {
            return new DecisionDocument(
                    decision.decidedBy(),
                    decision.documentNumber(),
                    decision.reasonCode(),
                    decision.reason().orElse(null));
        }
    }

    /**
     * The history of a license.
     *
     * @param carriedTo in the answer to an act: later versions, not in place yet, for which the same was recorded
     */
    @Schema(name = "LicenseHistory")
    public record HistoryDocument(
            String identifier,
            List<EventDocument> events,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> carriedTo,
            LicenseStatus status,
            Instant asOf) {
        public HistoryDocument {
            events = List.copyOf(events);
            carriedTo = List.copyOf(carriedTo);
        }

        public static HistoryDocument of(LicenseHistory history, Instant now) {
            return of(history, history.signed(), List.of(), now);
        }

        static HistoryDocument of(
                LicenseHistory history, List<SignedEvent> shown, List<LicenseIdentifier> carriedTo, Instant now) {
            List<LicenseEvent> events = history.events();
            return new HistoryDocument(
                    history.license().content().identifier().value(),
                    shown.stream()
                            .map(signed -> EventDocument.of(signed, events))
                            .toList(),
                    carriedTo.stream().map(LicenseIdentifier::value).toList(),
                    history.standingNow(now).status(),
                    now);
        }
    }

    static EventDocument of(SignedEvent signed, List<LicenseEvent> all) {
        LicenseEvent event = signed.event();
        return new EventDocument(
                event.id(),
                event.position(),
                event.act(),
                LicenseDocument.texts(event.act().title()),
                event.effectiveAt(),
                event.recordedAt(),
                signed.recordedBy(),
                event.decision().map(DecisionDocument::of).orElse(null),
                event.corrects().orElse(null),
                all.stream()
                        .filter(other -> other.corrects().equals(Optional.of(event.id())))
                        .map(LicenseEvent::id)
                        .findFirst()
                        .orElse(null),
                signed.causedBy().orElse(null),
                Base64.getEncoder().encodeToString(signed.message().toArray()));
    }
}
