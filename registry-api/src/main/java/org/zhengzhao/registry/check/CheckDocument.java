package org.zhengzhao.registry.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.registry.requirement.RequirementKind;
import org.zhengzhao.schema.code.AreaCode;

/** A check as the API shows it. */
@Schema(name = "MatterCheck")
record CheckDocument(
        String matter,

        @Schema(description = "The version of the requirements by which it judged")
        int requirementsVersion,

        @Schema(description = "The day that is called today in conditions")
        LocalDate on,

        Instant asOf,
        OverallOutcome outcome,
        List<RequirementOutcome> requirements) {
    /** Of one requirement. */
    @Schema(name = "RequirementOutcome")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequirementOutcome(
            String code,
            NameDocument title,

            @Schema(description = "What it says, made from its condition") @Nullable
            NameDocument words,

            String type,
            RequirementKind kind,
            CheckOutcome outcome,
            @Nullable CheckReason reason,

            @Schema(description = "The reason in words, with what to do next") @Nullable
            NameDocument explanation,

            @Schema(description = "The license that decided it, with the parts that the grant releases") @Nullable
            LicenseDocument license,

            @Schema(description = "Where licenses were looked for, if the grant is limited to a region") @Nullable
            String region) {}

    CheckDocument {
        requirements = List.copyOf(requirements);
    }

    static CheckDocument of(MatterCheck check) {
        return new CheckDocument(
                check.matter(),
                check.version(),
                check.today(),
                check.moment().at(),
                check.outcome(),
                check.requirements().stream()
                        .map(answer -> outcome(check, answer))
                        .toList());
    }

    private static RequirementOutcome outcome(MatterCheck check, MatterCheck.RequirementAnswer answer) {
        Optional<CheckReason> reason = answer.judgement().reason();
        return new RequirementOutcome(
                answer.requirement().code(),
                NameDocument.of(answer.requirement().title()),
                answer.words().map(NameDocument::of).orElse(null),
                answer.requirement().type().value(),
                answer.requirement().kind(),
                answer.judgement().outcome(),
                reason.orElse(null),
                reason.map(why -> NameDocument.of(why.text())).orElse(null),
                answer.judgement()
                        .license()
                        .map(license -> license.history()
                                .document(check.moment().now(), check.moment().askedAt(), Optional.empty())
                                .released(answer.released()))
                        .orElse(null),
                answer.region().map(AreaCode::value).orElse(null));
    }
}
