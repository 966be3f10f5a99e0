package org.zhengzhao.registry.sharing;

import java.util.Objects;
import java.util.UUID;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.platform.problem.Refusal;

/**
 * The answer to a read, together with the record of it.
 *
 * @param released what of the licenses found may be shown
 * @param accessRecord identifies the record, which is kept by the time anybody sees the answer
 */
public record Answer<T>(Result<T> result, Released released, UUID accessRecord) {
    /** What the registry says. */
    public sealed interface Result<T> {}

    /** It has what was asked for. */
    public record Found<T>(T value) implements Result<T> {
        public Found {
            Objects.requireNonNull(value);
        }
    }

    /** It has no such thing. */
    public record NotFound<T>() implements Result<T> {}

    /** The caller may not read it; nothing was looked up for it. */
    public record Refused<T>(Refusal refusal) implements Result<T> {
        public Refused {
            Objects.requireNonNull(refusal);
        }
    }

    public Answer {
        Objects.requireNonNull(result);
        Objects.requireNonNull(released);
        Objects.requireNonNull(accessRecord);
    }
}
