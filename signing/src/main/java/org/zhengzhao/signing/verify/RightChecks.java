package org.zhengzhao.signing.verify;

import java.time.Instant;

/** Claims about what an authority may issue, the same for every face. */
final class RightChecks {
    private RightChecks() {}

    /** The issuing authority may issue licenses of that type. Not run where nothing is known of the type. */
    static Finding issuerMayIssueType(Facts facts, TrustPolicy policy, Instant at) {
        return facts.license()
                .map(LicenseSummary::identifier)
                .flatMap(identifier -> policy.rights()
                        .mayIssue(identifier.authority(), identifier.type())
                        .map(may -> Finding.passedIf(
                                may,
                                FailureCode.ISSUER_NOT_ENTITLED,
                                identifier.type().value())))
                .orElseGet(Finding::notRun);
    }
}
