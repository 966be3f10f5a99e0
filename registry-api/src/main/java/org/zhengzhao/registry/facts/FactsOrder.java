package org.zhengzhao.registry.facts;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.json.JsonValue;

/**
 * Facts to be verified, as they were sent. Holder code or number, or both, say which license is meant.
 *
 * @param values parts of a license by their JSON Pointers, with what they are said to be
 * @param on the day whose status is asked for; empty for now
 */
public record FactsOrder(
        LicenseTypeCode type,
        Optional<HolderCode> holder,
        Optional<String> holderName,
        Optional<String> number,
        Map<String, JsonValue> values,
        Optional<LocalDate> on) {
    public FactsOrder {
        Objects.requireNonNull(type);
        Objects.requireNonNull(holderName);
        Objects.requireNonNull(on);
        values = Map.copyOf(values);
        if (holder.isEmpty() && number.isEmpty()) {
            throw new IllegalArgumentException("a holder code or a number");
        }
    }

    /** The type only: the rest is personal. */
    @Override
    public String toString() {
        return "FactsOrder[" + type + "]";
    }
}
