package org.zhengzhao.schema.lifecycle;

import static org.zhengzhao.schema.lifecycle.Act.ANNUL;
import static org.zhengzhao.schema.lifecycle.Act.CANCEL;
import static org.zhengzhao.schema.lifecycle.Act.CANCEL_TRANSFER_OUT;
import static org.zhengzhao.schema.lifecycle.Act.CHANGE;
import static org.zhengzhao.schema.lifecycle.Act.REISSUE;
import static org.zhengzhao.schema.lifecycle.Act.RENEW;
import static org.zhengzhao.schema.lifecycle.Act.RESUME;
import static org.zhengzhao.schema.lifecycle.Act.REVOKE_AS_PENALTY;
import static org.zhengzhao.schema.lifecycle.Act.SUSPEND;
import static org.zhengzhao.schema.lifecycle.Act.TRANSFER_OUT;
import static org.zhengzhao.schema.lifecycle.Act.WITHDRAW;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The table: which act is allowed on a license in which status. {@code docs/reference/lifecycle.md} shows the same. */
public final class Transitions {
    private Transitions() {}

    /**
     * The acts that are allowed in a status. Issuing makes a license and is allowed on none; a correction is allowed wherever
     * there is an event to correct, see {@link Lifecycle#admitCorrection}.
     */
    public static Set<Act> allowed(LicenseStatus status) {
        return switch (status) {
            // All that takes a license away: its holder is not to have it on its first day either.
            case NOT_YET_EFFECTIVE ->
                acts(SUSPEND, CHANGE, REISSUE, TRANSFER_OUT, WITHDRAW, ANNUL, REVOKE_AS_PENALTY, CANCEL);
            case VALID ->
                acts(SUSPEND, CHANGE, RENEW, REISSUE, TRANSFER_OUT, WITHDRAW, ANNUL, REVOKE_AS_PENALTY, CANCEL);
            case SUSPENDED -> acts(RESUME, WITHDRAW, ANNUL, REVOKE_AS_PENALTY, CANCEL);
            // A renewal that was asked for in time and not decided in time counts as granted: 行政许可法 Art. 50.
            case EXPIRED -> acts(RENEW, ANNUL, CANCEL);
            case TRANSFERRED_OUT -> acts(CANCEL_TRANSFER_OUT, ANNUL, REVOKE_AS_PENALTY, CANCEL);
            // 行政许可法 Art. 70 (4): what was withdrawn, annulled or revoked must be cancelled; it never goes back.
            case WITHDRAWN, ANNULLED, PENALTY_REVOKED -> acts(CANCEL);
            case SUPERSEDED, CANCELLED -> acts();
        };
    }

    /**
     * Whether a recorded event still changes anything when it takes effect. Wider than {@link #allowed}: an event that was allowed
     * when it was recorded is held against the decisions before it only, not against dates, and a version that was issued
     * supersedes the one before it whatever happened in between, short of its end.
     */
    static boolean takesEffect(LicenseStatus decided, Act act) {
        return switch (decided) {
            case NOT_YET_EFFECTIVE, VALID, EXPIRED ->
                act.supersedes() || act.ends() || act == SUSPEND || act == TRANSFER_OUT;
            case SUSPENDED -> act.supersedes() || act.ends() || act == RESUME;
            case TRANSFERRED_OUT -> act.supersedes() || act.ends() || act == CANCEL_TRANSFER_OUT;
            case WITHDRAWN, ANNULLED, PENALTY_REVOKED -> act == CANCEL;
            case SUPERSEDED, CANCELLED -> false;
        };
    }

    private static Set<Act> acts(Act... acts) {
        Set<Act> set = EnumSet.noneOf(Act.class);
        Collections.addAll(set, acts);
        return Collections.unmodifiableSet(set);
    }
}
