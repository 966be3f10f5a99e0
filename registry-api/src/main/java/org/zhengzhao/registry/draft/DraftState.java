package org.zhengzhao.registry.draft;

import org.zhengzhao.schema.text.Bilingual;

/** How far a draft has come. The names are API: add, never rename. */
public enum DraftState {
    DRAFTED("待审核", "waits for review"),
    RETURNED("已退回，待修改", "returned to its maker"),
    REVIEWED("待批准", "reviewed, waits for approval"),
    APPROVED("已批准，颁发中", "approved, is being issued"),
    ISSUED("已颁发", "issued"),
    REJECTED("已驳回", "rejected"),
    ABANDONED("已放弃", "abandoned");

    private final Bilingual title;

    DraftState(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }

    /** Whether nothing more can become of it. */
    boolean ended() {
        return switch (this) {
            case ISSUED, REJECTED, ABANDONED -> true;
            case DRAFTED, RETURNED, REVIEWED, APPROVED -> false;
        };
    }
}
