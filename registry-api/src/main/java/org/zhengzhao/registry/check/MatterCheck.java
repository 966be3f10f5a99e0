package org.zhengzhao.registry.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.requirement.Requirement;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What the registry says of all that a matter requires.
 *
 * @param version of the requirements by which it judged
 * @param today the day asked about
 */
record MatterCheck(
        String matter,
        int version,
        Moment moment,
        LocalDate today,
        OverallOutcome outcome,
        List<RequirementAnswer> requirements) {
    MatterCheck {
        Objects.requireNonNull(matter);
        Objects.requireNonNull(moment);
        Objects.requireNonNull(today);
        Objects.requireNonNull(outcome);
        requirements = List.copyOf(requirements);
    }

    /**
     * Of one requirement.
     *
     * @param released what of the license that decided it may be shown
     * @param region where licenses were looked for, if the grant is limited to a region
     */
    record RequirementAnswer(
            Requirement requirement,
            Optional<Bilingual> words,
            Judgement judgement,
            Released released,
            Optional<AreaCode> region) {
        RequirementAnswer {
            Objects.requireNonNull(requirement);
            Objects.requireNonNull(words);
            Objects.requireNonNull(judgement);
            Objects.requireNonNull(released);
            Objects.requireNonNull(region);
        }
    }
}
