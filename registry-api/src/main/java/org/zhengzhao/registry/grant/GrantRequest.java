package org.zhengzhao.registry.grant;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for a grant.
 *
 * @param officer who asks
 * @param reason why, in words
 * @param receivedOn day of receipt, in China; counting starts the day after
 * @param allowedDays working days for the decision
 * @param extendedDays working days that were added
 * @param dueOn last day for the decision; empty while the clock is stopped and after the decision
 * @param availableBy last day on which what was granted must be there
 */
public record GrantRequest(
        UUID id,
        GrantTerms terms,
        String officer,
        String reason,
        RequestState state,
        LocalDate receivedOn,
        int allowedDays,
        int extendedDays,
        Optional<LocalDate> dueOn,
        Optional<LocalDate> availableBy) {
    public GrantRequest {
        Objects.requireNonNull(id);
        Objects.requireNonNull(terms);
        Objects.requireNonNull(officer);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(state);
        Objects.requireNonNull(receivedOn);
        Objects.requireNonNull(dueOn);
        Objects.requireNonNull(availableBy);
    }

    public boolean overdue(LocalDate today) {
        return dueOn.filter(today::isAfter).isPresent();
    }
}
