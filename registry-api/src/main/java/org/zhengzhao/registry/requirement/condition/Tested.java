package org.zhengzhao.registry.requirement.condition;

/** What a condition says of a license. */
public enum Tested {
    TRUE,
    FALSE,
    /** The license lacks something that the condition looks at. */
    PART_ABSENT,
    /** It would take too long to say. */
    BUDGET_EXCEEDED,
    /** Something else went wrong. */
    FAILED
}
