package org.zhengzhao.registry.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.grant.Predicate;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.lifecycle.LicenseStatus;

/**
 * Answers about licenses, without any value of theirs.
 *
 * @param more whether the holder has more licenses than are answered for
 * @param region where licenses were looked for, if the grant is limited to a region
 */
record PredicatePage(
        List<Predicate> predicates,
        List<AnsweredLicense> licenses,
        boolean more,
        Optional<AreaCode> region,
        Moment moment) {
    /** One license with an answer for each predicate. */
    record AnsweredLicense(LicenseIdentifier identifier, LicenseStatus status, List<PredicateAnswer> answers) {
        AnsweredLicense {
            Objects.requireNonNull(identifier);
            Objects.requireNonNull(status);
            answers = List.copyOf(answers);
        }
    }

    PredicatePage {
        predicates = List.copyOf(predicates);
        licenses = List.copyOf(licenses);
        Objects.requireNonNull(region);
        Objects.requireNonNull(moment);
    }
}
