package org.zhengzhao.signing.verify;

import java.util.List;
import java.util.Objects;

/** Every check of a face and what came of it, in order. */
public record Evidence(Face face, List<CheckResult> checks) {
    public Evidence {
        Objects.requireNonNull(face);
        checks = List.copyOf(checks);
        if (checks.stream().map(CheckResult::claim).distinct().count() != checks.size()) {
            throw new IllegalArgumentException("a claim is looked at once");
        }
    }

    /** The outcome for a claim; NOT_RUN where no check looked at it. */
    public Outcome outcome(Claim claim) {
        return checks.stream()
                .filter(check -> check.claim() == claim)
                .map(CheckResult::outcome)
                .findFirst()
                .orElse(Outcome.NOT_RUN);
    }

    /** Whether every claim that the face needs has passed, and none failed or stayed open. */
    public boolean complete() {
        return Claim.requiredFor(face).stream().allMatch(claim -> outcome(claim) == Outcome.PASSED)
                && checks.stream()
                        .noneMatch(check -> check.outcome() == Outcome.FAILED || check.outcome() == Outcome.OPEN);
    }
}
