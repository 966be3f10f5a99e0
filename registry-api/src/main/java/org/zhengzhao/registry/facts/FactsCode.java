package org.zhengzhao.registry.facts;

import org.zhengzhao.registry.sharing.ReadOutcome;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.text.Bilingual;

/**
 * Result codes of the verification of facts (信息验证), 0 to 5 as those of the interfaces under GB/T 36906. The codes 6 and 7, which
 * not all of them have, would tell that a license is there and something given differs: they are never answered.
 */
public enum FactsCode {
    RIGHT_AND_VALID(0, "信息正确且有效", "The facts are right, and the license is valid."),
    RIGHT_AND_NOT_YET_EFFECTIVE(1, "信息正确且未激活（未生效）", "The facts are right; the license is not yet effective."),
    RIGHT_AND_SUSPENDED(2, "信息正确且证照暂时失效", "The facts are right; the license is invalid for the time being."),
    RIGHT_AND_NO_LONGER_VALID(3, "信息正确且证照已失效", "The facts are right; the license is no longer valid."),
    SEVERAL(4, "信息不全，无法验证", "More than one license has all these facts: give more of them."),
    NONE(5, "查无此信息", "There is no license that has all these facts.");

    private final int code;
    private final Bilingual message;

    FactsCode(int code, String chinese, String english) {
        this.code = code;
        this.message = new Bilingual(chinese, english);
    }

    /** The code for facts that agree with a license in that status. */
    static FactsCode of(LicenseStatus status) {
        return switch (status) {
            case VALID -> RIGHT_AND_VALID;
            case NOT_YET_EFFECTIVE -> RIGHT_AND_NOT_YET_EFFECTIVE;
            case SUSPENDED -> RIGHT_AND_SUSPENDED;
            case EXPIRED, SUPERSEDED, TRANSFERRED_OUT, WITHDRAWN, ANNULLED, PENALTY_REVOKED, CANCELLED ->
                RIGHT_AND_NO_LONGER_VALID;
        };
    }

    public int code() {
        return code;
    }

    public Bilingual message() {
        return message;
    }

    /** Whether the question counts as one that differed, of which there may be some a day. */
    boolean differs() {
        return this == NONE;
    }

    ReadOutcome outcome() {
        return switch (this) {
            case RIGHT_AND_VALID, RIGHT_AND_NOT_YET_EFFECTIVE, RIGHT_AND_SUSPENDED, RIGHT_AND_NO_LONGER_VALID ->
                ReadOutcome.AGREES;
            case SEVERAL -> ReadOutcome.CANNOT_TELL;
            case NONE -> ReadOutcome.DIFFERS;
        };
    }
}
