package org.zhengzhao.registry.sharing;

import java.util.Objects;
import java.util.UUID;

/**
 * The answer to a read, together with the record of it.
 *
 * @param accessRecord identifies the record, which is kept by the time anybody sees the answer
 */
public record Answer<T>(Result<T> result, UUID accessRecord) {
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

    /** The type is not shared with others than the authority that issues it. */
    public record NotShared<T>() implements Result<T> {}

    public Answer {
        Objects.requireNonNull(result);
        Objects.requireNonNull(accessRecord);
    }
}
