package org.zhengzhao.registry.grant;

/** Where a request for a grant stands. */
public enum RequestState {
    /** Waits for the decision; the clock runs. */
    SUBMITTED,
    /** The department has to complete it; the clock is stopped. */
    INCOMPLETE,
    /** Waits for the decision, with more time; the clock runs. */
    EXTENDED,
    GRANTED,
    REFUSED,
    WITHDRAWN;

    boolean waits() {
        return this == SUBMITTED || this == EXTENDED;
    }

    boolean open() {
        return waits() || this == INCOMPLETE;
    }
}
