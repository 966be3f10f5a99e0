package org.zhengzhao.registry.grant;

/** How a grant came about. */
public enum GrantOrigin {
    /** By itself, because the type, or some of its fields, are shared unconditionally. What it covers follows the rules. */
    AUTOMATIC,
    /** By the decision on a request. */
    REQUESTED,
    /** Without a request. */
    GIVEN
}
