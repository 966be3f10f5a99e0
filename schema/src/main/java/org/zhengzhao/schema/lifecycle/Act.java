package org.zhengzhao.schema.lifecycle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.text.Bilingual;

/** What an authority does to a license. The names are API: add, never rename. */
public enum Act {
    /** 新发 */
    ISSUE("颁发", "issue", LicenseStatus.VALID),
    /** 暂扣 */
    SUSPEND("暂扣", "suspend", LicenseStatus.SUSPENDED),
    /** 暂扣发还 */
    RESUME("暂扣发还", "resume", LicenseStatus.VALID),
    /** 变更, 行政许可法 Art. 49: the next version says something else. */
    CHANGE("变更", "change", LicenseStatus.SUPERSEDED),
    /** 延续, 行政许可法 Art. 50: the next version is valid for longer. */
    RENEW("延续", "renew", LicenseStatus.SUPERSEDED),
    /** 补发: the next version says the same, because the document was lost or damaged. */
    REISSUE("补发", "reissue", LicenseStatus.SUPERSEDED),
    /** 办理转出 */
    TRANSFER_OUT("办理转出", "transfer out", LicenseStatus.TRANSFERRED_OUT),
    /** 取消办理转出 */
    CANCEL_TRANSFER_OUT("取消办理转出", "cancel the transfer out", LicenseStatus.VALID),
    /** 撤回 */
    WITHDRAW("撤回", "withdraw", LicenseStatus.WITHDRAWN),
    /** 撤销 */
    ANNUL("撤销", "annul", LicenseStatus.ANNULLED),
    /** 吊销 */
    REVOKE_AS_PENALTY("吊销", "revoke as a penalty", LicenseStatus.PENALTY_REVOKED),
    /** 注销 */
    CANCEL("注销", "cancel", LicenseStatus.CANCELLED),
    /** 更正: an event was recorded in error, or its decision was overturned. It counts no more, and stays on record. */
    CORRECT("更正", "correct", null);

    private final Bilingual title;
    private final Optional<LicenseStatus> target;

    Act(String chinese, String english, @Nullable LicenseStatus target) {
        this.title = new Bilingual(chinese, english);
        this.target = Optional.ofNullable(target);
    }

    public Bilingual title() {
        return title;
    }

    /** The status to which it leads; VALID as far as dates allow. Empty for a correction, which leads to none by itself. */
    public Optional<LicenseStatus> target() {
        return target;
    }

    /** Whether the next version of the license takes its place. */
    public boolean supersedes() {
        return target.filter(LicenseStatus.SUPERSEDED::equals).isPresent();
    }

    /** Whether the license ends by it without another version in its place. */
    public boolean ends() {
        return switch (this) {
            case WITHDRAW, ANNUL, REVOKE_AS_PENALTY, CANCEL -> true;
            case ISSUE, SUSPEND, RESUME, CHANGE, RENEW, REISSUE, TRANSFER_OUT, CANCEL_TRANSFER_OUT, CORRECT -> false;
        };
    }
}
