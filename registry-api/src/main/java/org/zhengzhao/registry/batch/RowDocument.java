package org.zhengzhao.registry.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.sharing.Answer;
import org.zhengzhao.registry.sharing.Answered;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The line that answers a row.
 *
 * @param status the status that the same question has alone
 * @param answer the answer as a text: exactly its octets are what the receipt is for
 * @param accessRecord the record of the read; absent where the row could not be read, and nothing was looked up
 * @param next where a list of licenses goes on, as a cursor
 * @param againAt from when on the row is asked anew if the batch is taken up again: it met a limit
 */
@Schema(name = "BatchAnswer")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowDocument(
        int position,
        String id,
        int status,
        String answer,
        @Nullable UUID accessRecord,
        @Nullable String receipt,
        @Nullable String next,
        @Nullable Instant againAt) {
    RowDocument {
        Objects.requireNonNull(id);
        Objects.requireNonNull(answer);
    }

    static RowDocument of(
            int position, String id, Answered<?> answered, Optional<String> next, Optional<Instant> againAt) {
        return new RowDocument(
                position,
                id,
                status(answered.answer().result()),
                answered.body().toUtf8(),
                answered.answer().accessRecord(),
                answered.receipt(),
                next.orElse(null),
                againAt.orElse(null));
    }

    static RowDocument of(int position, String id, ProblemType type, Bytes problem) {
        return new RowDocument(position, id, type.status(), problem.toUtf8(), null, null, null, null);
    }

    private static int status(Answer.Result<?> result) {
        return switch (result) {
            case Answer.Found<?> found -> 200;
            case Answer.NotFound<?> notFound -> ProblemType.UNKNOWN_LICENSE.status();
            case Answer.Refused<?> refused -> refused.refusal().type().status();
        };
    }
}
