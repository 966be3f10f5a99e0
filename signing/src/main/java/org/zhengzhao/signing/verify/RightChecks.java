package org.zhengzhao.signing.verify;

/** Claims about what an authority may issue, the same for every face. */
final class RightChecks {
    private RightChecks() {}

    /** The issuing authority may issue licenses of that type. Not run where nothing is known of the type. */
    static Finding issuerMayIssueType(Facts facts, TypeRights rights) {
        return facts.license()
                .map(LicenseSummary::identifier)
                .flatMap(identifier -> rights.mayIssue(identifier.authority(), identifier.type())
                        .map(may -> Finding.passedIf(
                                may,
                                FailureCode.ISSUER_MISMATCH,
                                identifier.type().value())))
                .orElseGet(Finding::notRun);
    }
}
