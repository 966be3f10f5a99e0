package org.zhengzhao.registry.requirement;

/** What is required of a holder's licenses. The names are API: add, never rename. */
public enum RequirementKind {
    /** The holder has a license of the type that is in force, and for which the condition is true. */
    HOLDS,
    /** The holder has none of the type, in whatever status, for which the condition is true. */
    HOLDS_NONE
}
