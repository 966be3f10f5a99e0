package org.zhengzhao.registry.requirement.condition;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.LicenseStatus;

/**
 * A license as conditions see it.
 *
 * @param status on the day asked about
 * @param validUntil empty where it has no end
 * @param acts what was done to it by that day, and took effect
 */
public record LicenseFacts(
        String number,
        LicenseStatus status,
        LocalDate issuedOn,
        LocalDate validFrom,
        Optional<LocalDate> validUntil,
        String areaCode,
        JsonValue.Members fields,
        List<DoneAct> acts) {
    /** Something that was done to a license. */
    public record DoneAct(Act act, LocalDate effectiveOn) {
        public DoneAct {
            Objects.requireNonNull(act);
            Objects.requireNonNull(effectiveOn);
        }
    }

    public LicenseFacts {
        Objects.requireNonNull(number);
        Objects.requireNonNull(status);
        Objects.requireNonNull(issuedOn);
        Objects.requireNonNull(validFrom);
        Objects.requireNonNull(validUntil);
        Objects.requireNonNull(areaCode);
        Objects.requireNonNull(fields);
        acts = List.copyOf(acts);
    }

    /** The number only: the rest may tell of people. */
    @Override
    public String toString() {
        return "LicenseFacts[" + status + "]";
    }
}
