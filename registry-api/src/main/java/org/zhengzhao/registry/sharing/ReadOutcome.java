package org.zhengzhao.registry.sharing;

import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.signing.receipt.ReceiptOutcome;

/** How a read ended. A refusal is named like the problem that the caller is told. */
public enum ReadOutcome {
    FOUND(Optional.empty()),
    NOT_FOUND(Optional.empty()),
    /** The facts that were given agree with one license, be it in force or not. */
    AGREES(Optional.empty()),
    /** They agree with none, be there one or not. */
    DIFFERS(Optional.empty()),
    /** The file that was given passed, or did not. */
    PASSED(Optional.empty()),
    FAILED(Optional.empty()),
    SATISFIED(Optional.empty()),
    NOT_SATISFIED(Optional.empty()),
    CANNOT_TELL(Optional.empty()),
    NOT_SHARED(Optional.of(ProblemType.NOT_SHARED)),
    GRANT_REQUIRED(Optional.of(ProblemType.GRANT_REQUIRED)),
    GRANT_EXPIRED(Optional.of(ProblemType.GRANT_EXPIRED)),
    WHOLE_NOT_GRANTED(Optional.of(ProblemType.WHOLE_NOT_GRANTED)),
    PREDICATES_ONLY(Optional.of(ProblemType.PREDICATES_ONLY)),
    FACTS_NOT_GRANTED(Optional.of(ProblemType.FACTS_NOT_GRANTED)),
    FOREIGN_REGION(Optional.of(ProblemType.FOREIGN_REGION)),
    OFFICER_NOT_ACTIVE(Optional.of(ProblemType.OFFICER_NOT_ACTIVE)),
    MATTER_NOT_REGISTERED(Optional.of(ProblemType.MATTER_NOT_REGISTERED)),
    CASE_CLOSED(Optional.of(ProblemType.CASE_CLOSED)),
    CASE_NOT_REGISTERED(Optional.of(ProblemType.CASE_NOT_REGISTERED)),
    DAILY_CAP_REACHED(Optional.of(ProblemType.DAILY_CAP_REACHED)),
    QUOTA_REACHED(Optional.of(ProblemType.QUOTA_REACHED)),
    TOO_MANY_MISMATCHES(Optional.of(ProblemType.TOO_MANY_MISMATCHES)),
    PREDICATE_NOT_GRANTED(Optional.of(ProblemType.PREDICATE_NOT_GRANTED)),
    MATTER_WITHOUT_REQUIREMENTS(Optional.of(ProblemType.MATTER_WITHOUT_REQUIREMENTS)),
    TYPE_NOT_ASSIGNED(Optional.of(ProblemType.TYPE_NOT_ASSIGNED)),
    REGION_NOT_ASSIGNED(Optional.of(ProblemType.REGION_NOT_ASSIGNED)),
    OFFICER_NOT_CALLER(Optional.of(ProblemType.OFFICER_NOT_CALLER));

    private final Optional<ProblemType> problem;

    ReadOutcome(Optional<ProblemType> problem) {
        this.problem = problem;
    }

    /** What it is called in receipts, which name what came of it rather than why. */
    ReceiptOutcome receipted() {
        return switch (this) {
            case FOUND -> ReceiptOutcome.FOUND;
            case NOT_FOUND -> ReceiptOutcome.NOT_FOUND;
            case AGREES -> ReceiptOutcome.AGREES;
            case DIFFERS -> ReceiptOutcome.DIFFERS;
            case PASSED -> ReceiptOutcome.PASSED;
            case FAILED -> ReceiptOutcome.FAILED;
            case SATISFIED -> ReceiptOutcome.SATISFIED;
            case NOT_SATISFIED -> ReceiptOutcome.NOT_SATISFIED;
            case CANNOT_TELL -> ReceiptOutcome.CANNOT_TELL;
            case NOT_SHARED -> ReceiptOutcome.NOT_SHARED;
            case GRANT_REQUIRED,
                    GRANT_EXPIRED,
                    WHOLE_NOT_GRANTED,
                    PREDICATES_ONLY,
                    FACTS_NOT_GRANTED,
                    PREDICATE_NOT_GRANTED,
                    FOREIGN_REGION,
                    TYPE_NOT_ASSIGNED,
                    REGION_NOT_ASSIGNED,
                    MATTER_NOT_REGISTERED -> ReceiptOutcome.NOT_GRANTED;
            case OFFICER_NOT_ACTIVE,
                    OFFICER_NOT_CALLER,
                    CASE_CLOSED,
                    CASE_NOT_REGISTERED,
                    MATTER_WITHOUT_REQUIREMENTS -> ReceiptOutcome.REFUSED;
            case DAILY_CAP_REACHED, QUOTA_REACHED, TOO_MANY_MISMATCHES -> ReceiptOutcome.CAP_EXHAUSTED;
        };
    }

    /** With what it was refused; empty where it was answered. */
    public Optional<ProblemType> refusedWith() {
        return problem;
    }

    /** The outcome of a refused read. */
    static ReadOutcome refused(ProblemType type) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.problem.filter(type::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no outcome is named " + type));
    }
}
