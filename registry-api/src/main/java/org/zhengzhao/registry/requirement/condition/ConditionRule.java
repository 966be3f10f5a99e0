package org.zhengzhao.registry.requirement.condition;

/** Why a condition is refused. The names are API: add, never rename. */
public enum ConditionRule {
    TOO_LONG,
    TOO_LARGE,
    TOO_DEEP,
    CONTROL_CHARACTER,
    SYNTAX,
    UNKNOWN_NAME,
    TYPE_MISMATCH,
    WRONG_VALUE,
    /** CEL has it, the language of conditions has not: there are no words for it. */
    NOT_IN_LANGUAGE,
    NOT_YES_OR_NO
}
