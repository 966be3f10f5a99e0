package org.zhengzhao.signing.verify;

/** What came of one check. */
public enum Outcome {
    /** The claim holds. */
    PASSED,
    /** The claim is false. */
    FAILED,
    /** It cannot be told whether the claim holds. */
    OPEN,
    /** The check had nothing to look at, because an earlier one did not pass or this version does not look. */
    NOT_RUN
}
