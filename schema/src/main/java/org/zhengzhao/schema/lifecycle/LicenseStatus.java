package org.zhengzhao.schema.lifecycle;

import org.zhengzhao.schema.text.Bilingual;

/**
 * Status of a license (证照状态). The names are API: add, never rename. The legal facts behind them are different ones (Administrative
 * License Law 行政许可法 Art. 8, 69, 70) and are never merged.
 */
public enum LicenseStatus {
    /** Before its first day. Computed from dates. */
    NOT_YET_EFFECTIVE("未生效", "not yet effective"),
    VALID("有效", "valid"),
    /** 暂扣: taken for a time, to be given back. */
    SUSPENDED("暂扣", "suspended"),
    /** After its last day. Computed from dates, never set by a job. */
    EXPIRED("已过期", "expired"),
    /** 已换发: the next version of the same license stands in its place. */
    SUPERSEDED("已换发", "superseded"),
    /** 办理转出: another authority is taking the holder over. */
    TRANSFERRED_OUT("已转出", "transferred out"),
    /** 撤回: a lawful grant is taken back because law or circumstances changed. */
    WITHDRAWN("已撤回", "withdrawn"),
    /** 撤销: the grant was wrong. */
    ANNULLED("已撤销", "annulled"),
    /** 吊销: taken as a penalty. */
    PENALTY_REVOKED("已吊销", "revoked as a penalty"),
    /** 注销: the closing formality, with its reason. */
    CANCELLED("已注销", "cancelled");

    private final Bilingual title;

    LicenseStatus(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }

    /** Whether a decision ended the license without another version in its place; it never goes back. */
    public boolean ended() {
        return switch (this) {
            case WITHDRAWN, ANNULLED, PENALTY_REVOKED, CANCELLED -> true;
            case NOT_YET_EFFECTIVE, VALID, SUSPENDED, EXPIRED, SUPERSEDED, TRANSFERRED_OUT -> false;
        };
    }
}
