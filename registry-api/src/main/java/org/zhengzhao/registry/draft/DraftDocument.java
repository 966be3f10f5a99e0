package org.zhengzhao.registry.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.lifecycle.Act;

/**
 * A draft as the API shows it.
 *
 * @param title its state in both languages, by language tag
 * @param kind ISSUE for a license of its own, or which kind of next version
 * @param revision how often its maker sent an order
 * @param digest SHA-256 over the canonical JSON (RFC 8785) of {@code predecessor} and {@code order}; decisions name it
 * @param maker staff number; so are reviewer and approver
 * @param reviewer who accepted this revision
 * @param approver who approved this revision
 * @param license what was issued
 * @param order what is to be issued; absent once it was erased
 * @param steps everything that was done to it, oldest first
 */
@Schema(name = "Draft")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DraftDocument(
        UUID id,
        DraftState state,
        Map<String, String> title,
        Act kind,
        String typeCode,
        int typeVersion,
        @Nullable String predecessor,
        int revision,
        String digest,
        String maker,
        @Nullable String reviewer,
        @Nullable String approver,
        Instant madeAt,
        Instant changedAt,
        @Nullable String license,
        @Nullable Map<String, Object> order,
        List<StepDocument> steps,
        Map<String, String> links) {
    DraftDocument {
        steps = List.copyOf(steps);
    }

    /** One thing that was done to a draft; without a person where the registry did it. */
    @Schema(name = "DraftStep")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepDocument(
            int position,
            int revision,
            DraftAct act,
            Map<String, String> title,
            String digest,
            @Nullable String person,
            @Nullable String recordedBy,
            @Nullable String reason,
            @Nullable String problem,
            @Nullable String license,
            Instant recordedAt) {
        static StepDocument of(DraftStep step) {
            return new StepDocument(
                    step.position(),
                    step.revision(),
                    step.act(),
                    LicenseDocument.texts(step.act().title()),
                    step.digest().toHex(),
                    step.by().map(actor -> actor.person().number()).orElse(null),
                    step.by().map(DraftStep.Actor::clientId).orElse(null),
                    step.reason().orElse(null),
                    step.problem().map(ProblemType::uri).orElse(null),
                    step.license().map(LicenseIdentifier::value).orElse(null),
                    step.recordedAt());
        }
    }

    /** A line of the work list. */
    @Schema(name = "DraftLine")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineDocument(
            UUID id,
            DraftState state,
            Map<String, String> title,
            Act kind,
            String typeCode,
            @Nullable String number,
            @Nullable String predecessor,
            int revision,
            String maker,
            Instant madeAt,
            Instant changedAt,
            @Nullable String license,
            Map<String, String> links) {
        static LineDocument of(DraftWorkList.Line line) {
            Draft draft = line.draft();
            return new LineDocument(
                    draft.id(),
                    draft.state(),
                    LicenseDocument.texts(draft.state().title()),
                    draft.kind(),
                    draft.type().value(),
                    line.number().orElse(null),
                    draft.predecessor().map(LicenseIdentifier::value).orElse(null),
                    draft.revision(),
                    draft.maker().number(),
                    draft.madeAt(),
                    draft.changedAt(),
                    draft.license().map(LicenseIdentifier::value).orElse(null),
                    DraftDocument.links(draft));
        }
    }

    /** One page of the work list. */
    @Schema(name = "DraftList")
    record ListDocument(List<LineDocument> drafts) {
        ListDocument {
            drafts = List.copyOf(drafts);
        }
    }

    static DraftDocument of(DraftService.DraftView view) {
        Draft draft = view.draft();
        return new DraftDocument(
                draft.id(),
                draft.state(),
                LicenseDocument.texts(draft.state().title()),
                draft.kind(),
                draft.type().value(),
                draft.typeVersion(),
                draft.predecessor().map(LicenseIdentifier::value).orElse(null),
                draft.revision(),
                draft.digest().toHex(),
                draft.maker().number(),
                number(draft.reviewer()),
                number(draft.approver()),
                draft.madeAt(),
                draft.changedAt(),
                draft.license().map(LicenseIdentifier::value).orElse(null),
                view.order().map(order -> LicenseDocument.plain(order.order())).orElse(null),
                view.steps().stream().map(StepDocument::of).toList(),
                links(draft));
    }

    private static @Nullable String number(Optional<Person> person) {
        return person.map(Person::number).orElse(null);
    }

    private static Map<String, String> links(Draft draft) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = DraftResource.PATH + "/" + draft.id();
        links.put("self", self);
        links.put("decisions", self + "/decisions");
        draft.license().ifPresent(license -> links.put("license", "/v1/licenses/" + license.value()));
        return links;
    }
}
