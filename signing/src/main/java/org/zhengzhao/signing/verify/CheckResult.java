package org.zhengzhao.signing.verify;

import java.util.Objects;

/** One line of the evidence. */
public record CheckResult(Claim claim, Outcome outcome) {
    public CheckResult {
        Objects.requireNonNull(claim);
        Objects.requireNonNull(outcome);
    }
}
