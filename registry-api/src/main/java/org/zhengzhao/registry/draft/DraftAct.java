package org.zhengzhao.registry.draft;

import org.zhengzhao.schema.text.Bilingual;

/** What is done to a draft. The names are API: add, never rename. */
public enum DraftAct {
    DRAFT("起草", "draft"),
    REVISE("修改重报", "revise"),
    ACCEPT("审核通过", "accept"),
    RETURN("退回修改", "return"),
    APPROVE("批准", "approve"),
    REJECT("驳回", "reject"),
    ABANDON("放弃", "abandon"),
    /** By the registry, in the transaction that stores the license. */
    ISSUE("颁发", "issue"),
    /** By the registry: what was approved cannot be issued any more. */
    REFUSE_ISSUE("不能颁发，退回", "refuse to issue"),
    /** By the registry: nobody revised it for too long. */
    LAPSE("逾期未修改", "lapse");

    private final Bilingual title;

    DraftAct(String chinese, String english) {
        this.title = new Bilingual(chinese, english);
    }

    public Bilingual title() {
        return title;
    }

    /** Whether it says no, and so has to say why. */
    boolean needsReason() {
        return switch (this) {
            case RETURN, REJECT -> true;
            case DRAFT, REVISE, ACCEPT, APPROVE, ABANDON, ISSUE, REFUSE_ISSUE, LAPSE -> false;
        };
    }

    /** Whether a person decides it about an order that lies there; the others come with an order, or by themselves. */
    boolean isDecision() {
        return switch (this) {
            case ACCEPT, RETURN, APPROVE, REJECT, ABANDON -> true;
            case DRAFT, REVISE, ISSUE, REFUSE_ISSUE, LAPSE -> false;
        };
    }
}
