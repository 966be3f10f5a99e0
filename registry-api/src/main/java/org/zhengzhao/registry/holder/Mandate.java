package org.zhengzhao.registry.holder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseTypeCode;

/**
 * A holder lets an agent see licenses.
 *
 * @param types license types that it is for; none for all
 * @param lastDay the last day on which it counts, in China
 */
record Mandate(
        UUID id,
        Bytes holderKey,
        CodeHint holder,
        Bytes agentKey,
        CodeHint agent,
        Set<LicenseTypeCode> types,
        LocalDate lastDay,
        Instant givenAt,
        Optional<Instant> withdrawnAt) {
    /** Whether it counts. */
    @Schema(name = "MandateState")
    enum State {
        IN_FORCE,
        ENDED,
        WITHDRAWN
    }

    Mandate {
        Objects.requireNonNull(id);
        Objects.requireNonNull(withdrawnAt);
        types = Set.copyOf(types);
    }

    State stateOn(LocalDate day) {
        if (withdrawnAt.isPresent()) {
            return State.WITHDRAWN;
        }
        return day.isAfter(lastDay) ? State.ENDED : State.IN_FORCE;
    }

    /** Without the people. */
    @Override
    public String toString() {
        return "Mandate[" + id + "]";
    }
}
