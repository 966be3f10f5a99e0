package org.zhengzhao.registry.draft;

import org.zhengzhao.registry.identity.Role;

/** What somebody looks for in the work list. */
public enum DraftTask {
    /** Waits for a review by somebody else than its maker. */
    REVIEW(Role.REVIEWER),
    /** Waits for an approval by a third person. */
    APPROVE(Role.APPROVER),
    /** One's own, returned. */
    REVISE(Role.ISSUER),
    /** One's own, whatever became of them. */
    MINE(Role.ISSUER);

    private final Role role;

    DraftTask(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }
}
