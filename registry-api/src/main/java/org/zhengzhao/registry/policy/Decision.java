package org.zhengzhao.registry.policy;

/** Whether somebody may. */
public sealed interface Decision {
    /** They may. */
    record Allowed() implements Decision {}

    /** They have none of the roles. */
    record NoRole() implements Decision {}

    /**
     * They have a role for it, which does not reach that far.
     *
     * @param scope what does not hold
     */
    record OutOfScope(Scope scope) implements Decision {}
}
