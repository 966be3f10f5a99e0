package org.zhengzhao.schema.lifecycle;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Whether an event may be recorded. */
public sealed interface Admission {
    record Admitted() implements Admission {}

    /**
     * The table does not allow the act.
     *
     * @param at the moment whose status stands against it
     * @param allowed what the table allows in that status
     */
    record NotAllowed(Instant at, LicenseStatus status, Set<Act> allowed) implements Admission {
        public NotAllowed {
            Objects.requireNonNull(at);
            Objects.requireNonNull(status);
            allowed = Set.copyOf(allowed);
        }
    }

    /** The reason code is not one of that act in that status. */
    record WrongReason(LicenseStatus status) implements Admission {
        public WrongReason {
            Objects.requireNonNull(status);
        }
    }

    /** An event that takes effect later, and is on record already, would lose its effect. */
    record Displaces(LicenseEvent later) implements Admission {
        public Displaces {
            Objects.requireNonNull(later);
        }
    }

    /** There is no such event, it was corrected before, or it is one that is never corrected. */
    record NotCorrectable() implements Admission {}
}
