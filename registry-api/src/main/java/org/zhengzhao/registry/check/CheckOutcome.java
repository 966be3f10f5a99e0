package org.zhengzhao.registry.check;

/** What a check says of one requirement. The names are API: add, never rename. */
public enum CheckOutcome {
    SATISFIED,
    /** The holder has no license of the type. */
    MISSING,
    /** The license that would do is past its last day. */
    EXPIRED,
    /** The license that would do is taken for a time. */
    SUSPENDED,
    /** There are licenses, and none of them does. */
    NOT_SATISFIED,
    /** The holder has a license that must not be. */
    VIOLATED,
    /** Neither "yes" nor "no" can be said. */
    CANNOT_TELL;

    /** Whether the requirement is known not to be met. */
    boolean failed() {
        return switch (this) {
            case MISSING, EXPIRED, SUSPENDED, NOT_SATISFIED, VIOLATED -> true;
            case SATISFIED, CANNOT_TELL -> false;
        };
    }
}
