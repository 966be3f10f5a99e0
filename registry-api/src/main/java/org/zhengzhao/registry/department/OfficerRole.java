package org.zhengzhao.registry.department;

/** What an officer does in the department. */
public enum OfficerRole {
    /** Handles cases, and may therefore be named in a read. */
    CASE_HANDLER,
    /** Looks after how the department reads. */
    SUPERVISOR,
    /** Answers for personal data. */
    PRIVACY_OFFICER
}
