package org.zhengzhao.schema.lifecycle;

import java.util.Set;
import org.zhengzhao.schema.text.Bilingual;

/** Why an act was decided. Each fits some acts, and some of those of 注销 fit some statuses only. The names are API. */
public enum ReasonCode {
    /** 行政处罚法 Art. 9 (3) */
    ADMINISTRATIVE_PENALTY("行政处罚", "administrative penalty", Act.SUSPEND, Act.REVOKE_AS_PENALTY),
    PRECAUTION("调查期间的保全措施", "precaution while a matter is looked into", Act.SUSPEND),
    PERIOD_SERVED("暂扣期满", "the period of suspension is over", Act.RESUME),
    RECTIFIED("已整改", "what was wrong was put right", Act.RESUME),
    DECISION_OVERTURNED("原决定被撤销或变更", "the decision was overturned", Act.RESUME, Act.CORRECT),
    HOLDER_APPLIED("持证主体申请", "the holder applied", Act.CHANGE, Act.RENEW, Act.TRANSFER_OUT, Act.CANCEL_TRANSFER_OUT),
    CONTENT_WRONG("证照内容有误", "the license said something wrong", Act.CHANGE),
    LOST("证照遗失", "the document was lost", Act.REISSUE),
    DAMAGED("证照损毁", "the document was damaged", Act.REISSUE),
    /** 行政许可法 Art. 8 */
    LAW_CHANGED("法律、法规、规章修改或者废止", "the law was changed or repealed", Act.WITHDRAW),
    /** 行政许可法 Art. 8 */
    CIRCUMSTANCES_CHANGED("客观情况发生重大变化", "circumstances changed fundamentally", Act.WITHDRAW),
    /** 行政许可法 Art. 69 (1) */
    ABUSE_OF_POWER("滥用职权、玩忽职守", "abuse of power or neglect of duty", Act.ANNUL),
    /** 行政许可法 Art. 69 (2) */
    BEYOND_COMPETENCE("超越法定职权", "beyond the authority's competence", Act.ANNUL),
    /** 行政许可法 Art. 69 (3) */
    PROCEDURE_VIOLATED("违反法定程序", "against the statutory procedure", Act.ANNUL),
    /** 行政许可法 Art. 69 (4) */
    APPLICANT_NOT_ELIGIBLE("申请人不具备资格或条件", "the applicant was not eligible", Act.ANNUL),
    /** 行政许可法 Art. 69, second paragraph */
    FRAUD_OR_BRIBERY("以欺骗、贿赂等不正当手段取得", "obtained by fraud or bribery", Act.ANNUL),
    /** 行政许可法 Art. 70 (1) */
    EXPIRED_NOT_RENEWED("有效期届满未延续", "expired and not renewed", Act.CANCEL),
    /** 行政许可法 Art. 70 (2) */
    HOLDER_DIED_OR_INCAPABLE("公民死亡或者丧失行为能力", "the holder died or lost capacity", Act.CANCEL),
    /** 行政许可法 Art. 70 (3) */
    ORGANISATION_TERMINATED("法人或者其他组织依法终止", "the organisation was terminated", Act.CANCEL),
    /** 行政许可法 Art. 70 (4) */
    AFTER_WITHDRAWAL("许可依法被撤回", "the grant was withdrawn", Act.CANCEL),
    /** 行政许可法 Art. 70 (4) */
    AFTER_ANNULMENT("许可依法被撤销", "the grant was annulled", Act.CANCEL),
    /** 行政许可法 Art. 70 (4) */
    AFTER_PENALTY_REVOCATION("许可证件依法被吊销", "the license was revoked as a penalty", Act.CANCEL),
    /** 行政许可法 Art. 70 (5) */
    FORCE_MAJEURE("因不可抗力无法实施", "force majeure makes it impossible", Act.CANCEL),
    RECORDED_IN_ERROR("登记错误", "recorded in error", Act.CORRECT),
    /** For 撤销 行政许可法 Art. 69 (5), for 注销 Art. 70 (6). The reason must be given in words. */
    OTHER(
            "其他（见说明）",
            "another reason, given in words",
            Act.SUSPEND,
            Act.RESUME,
            Act.CHANGE,
            Act.RENEW,
            Act.REISSUE,
            Act.TRANSFER_OUT,
            Act.CANCEL_TRANSFER_OUT,
            Act.WITHDRAW,
            Act.ANNUL,
            Act.REVOKE_AS_PENALTY,
            Act.CANCEL,
            Act.CORRECT);

    private final Bilingual title;
    private final Set<Act> acts;

    ReasonCode(String chinese, String english, Act... acts) {
        this.title = new Bilingual(chinese, english);
        this.acts = Set.of(acts);
    }

    public Bilingual title() {
        return title;
    }

    public boolean fits(Act act) {
        return acts.contains(act);
    }

    /** Whether it can be the reason of an act on a license in that status. Only 注销 knows such bounds: 行政许可法 Art. 70. */
    public boolean fits(Act act, LicenseStatus status) {
        if (!fits(act)) {
            return false;
        }
        if (act != Act.CANCEL) {
            return true;
        }
        return switch (status) {
            case WITHDRAWN -> this == AFTER_WITHDRAWAL;
            case ANNULLED -> this == AFTER_ANNULMENT;
            case PENALTY_REVOKED -> this == AFTER_PENALTY_REVOCATION;
            case EXPIRED -> !afterAnotherEnd();
            case NOT_YET_EFFECTIVE, VALID, SUSPENDED, SUPERSEDED, TRANSFERRED_OUT, CANCELLED ->
                !afterAnotherEnd() && this != EXPIRED_NOT_RENEWED;
        };
    }

    private boolean afterAnotherEnd() {
        return this == AFTER_WITHDRAWAL || this == AFTER_ANNULMENT || this == AFTER_PENALTY_REVOCATION;
    }
}
