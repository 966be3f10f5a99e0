package org.zhengzhao.registry.grant;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.registry.calendar.DeadlineClock;
import org.zhengzhao.registry.calendar.WorkingDays;
import org.zhengzhao.schema.license.ValidityPeriod;

/** The deadline of a request, as its steps tell. Pure. */
final class RequestClock {
    private RequestClock() {}

    static Optional<LocalDate> dueOn(GrantRequest request, List<GrantStep> steps, WorkingDays calendar) {
        if (!request.state().waits()) {
            return Optional.empty();
        }
        DeadlineClock clock =
                DeadlineClock.start(request.receivedOn(), request.allowedDays()).extend(request.extendedDays());
        for (GrantStep step : steps) {
            LocalDate day = LocalDate.ofInstant(step.at(), ValidityPeriod.ZONE);
            clock = switch (step.act()) {
                case ASK_TO_COMPLETE -> clock.stop(day);
                case COMPLETE -> clock.resume(day);
                case SUBMIT, EXTEND, GRANT, REFUSE, WITHDRAW -> clock;
            };
        }
        return clock.due(calendar);
    }
}
