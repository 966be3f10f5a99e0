package org.zhengzhao.registry.requirement;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.code.Uscc;

/**
 * A version of what a matter requires.
 *
 * @param requirements in the order of their author
 */
public record MatterRequirements(
        Uscc department, String matter, int version, Instant savedAt, List<Requirement> requirements) {
    public MatterRequirements {
        Objects.requireNonNull(department);
        Objects.requireNonNull(matter);
        Objects.requireNonNull(savedAt);
        requirements = List.copyOf(requirements);
    }
}
