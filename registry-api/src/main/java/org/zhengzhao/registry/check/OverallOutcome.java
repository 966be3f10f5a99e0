package org.zhengzhao.registry.check;

import java.util.List;
import org.zhengzhao.registry.sharing.ReadOutcome;

/** What a check says of the whole matter. The names are API: add, never rename. */
public enum OverallOutcome {
    SATISFIED,
    NOT_SATISFIED,
    CANNOT_TELL;

    /** One requirement that is known not to be met decides; all must be met. */
    static OverallOutcome of(List<CheckOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("nothing was asked");
        }
        if (outcomes.stream().anyMatch(CheckOutcome::failed)) {
            return NOT_SATISFIED;
        }
        return outcomes.contains(CheckOutcome.CANNOT_TELL) ? CANNOT_TELL : SATISFIED;
    }

    ReadOutcome recorded() {
        return switch (this) {
            case SATISFIED -> ReadOutcome.SATISFIED;
            case NOT_SATISFIED -> ReadOutcome.NOT_SATISFIED;
            case CANNOT_TELL -> ReadOutcome.CANNOT_TELL;
        };
    }
}
