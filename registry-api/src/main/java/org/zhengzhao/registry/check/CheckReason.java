package org.zhengzhao.registry.check;

import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.requirement.condition.Tested;
import org.zhengzhao.schema.text.Bilingual;

/** Why a check does not say "satisfied". The names are API: add, never rename. */
public enum CheckReason {
    CONDITION_FALSE("证照不符合条件。", "The license does not meet the condition."),
    NOT_IN_FORCE("没有有效的证照。", "No license is in force."),
    NOT_GRANTED(
            "授权不包括此项要求所需的内容。请用 POST /v1/grant-requests 申请，写明法律依据和所需字段。",
            "The grant does not cover what this requirement looks at. Apply with POST /v1/grant-requests; give the"
                    + " legal basis and the fields that are needed."),
    GRANT_EXPIRED("授权不在有效期内，见 GET /v1/grants。请重新申请。", "The grant is not in force: see GET /v1/grants. Apply again."),
    NOT_SHARED("此类证照不予共享。请向颁发机构提出。", "Licenses of this type are not shared. Turn to the issuing authority."),
    CAP_REACHED("授权的当日上限已用完，北京时间零点后恢复。", "The daily cap of the grant is used up; it begins anew at midnight in China."),
    QUOTA_REACHED("本部门查询此类证照的次数已到上限。", "Your department has reached its limit of reads of this type."),
    LIMITED_TO_REGION(
            "授权只包括 region 所示地区颁发的证照；其他地区的证照没有查看。",
            "The grant covers licenses of the region that is named; others were not looked at."),
    MORE_LICENSES("证照过多，没有全部查看。", "There are more licenses than were looked through."),
    PART_ABSENT("证照没有条件所需的内容。", "The license lacks something that the condition looks at."),
    BUDGET_EXCEEDED("条件的计算超过上限。", "To evaluate the condition would take too long."),
    EVALUATION_FAILED("条件无法计算。请联系系统管理员。", "The condition could not be evaluated. Ask the operator.");

    private final Bilingual text;

    CheckReason(String chinese, String english) {
        this.text = new Bilingual(chinese, english);
    }

    public Bilingual text() {
        return text;
    }

    /** Why a condition says neither true nor false. */
    static CheckReason of(Tested tested) {
        return switch (tested) {
            case PART_ABSENT -> PART_ABSENT;
            case BUDGET_EXCEEDED -> BUDGET_EXCEEDED;
            case FAILED -> EVALUATION_FAILED;
            case TRUE, FALSE -> throw new IllegalArgumentException("that says something");
        };
    }

    /** Why licenses of a type could not be looked at. */
    static CheckReason of(ProblemType refused) {
        if (refused == ProblemType.DAILY_CAP_REACHED) {
            return CAP_REACHED;
        }
        if (refused == ProblemType.QUOTA_REACHED) {
            return QUOTA_REACHED;
        }
        if (refused == ProblemType.GRANT_EXPIRED) {
            return GRANT_EXPIRED;
        }
        return refused == ProblemType.NOT_SHARED ? NOT_SHARED : NOT_GRANTED;
    }
}
