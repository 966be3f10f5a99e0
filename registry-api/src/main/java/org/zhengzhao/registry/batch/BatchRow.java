package org.zhengzhao.registry.batch;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A row of a batch.
 *
 * @param position 1, 2, 3, …
 * @param question as it was sent
 * @param answer the line as it is sent back; empty as long as there is none
 * @param againAt from when on it may be asked anew, although it was answered: it met a limit
 */
record BatchRow(int position, Bytes question, Optional<Bytes> answer, Optional<Instant> againAt) {
    BatchRow {
        Objects.requireNonNull(question);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(againAt);
    }

    /** Its answer, unless it is to be asked now. */
    Optional<Bytes> settled(Instant now) {
        return answer.filter(
                there -> againAt.filter(again -> !now.isBefore(again)).isEmpty());
    }
}
