package org.zhengzhao.registry.grant;

/** What can be done to a request. */
public enum RequestAct {
    SUBMIT,
    ASK_TO_COMPLETE,
    COMPLETE,
    EXTEND,
    GRANT,
    REFUSE,
    WITHDRAW
}
