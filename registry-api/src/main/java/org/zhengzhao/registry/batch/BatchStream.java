package org.zhengzhao.registry.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.ProblemWriter;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * Sends the answers of a batch line by line, each as soon as it is kept. A reader that is slow holds a thread and some rows, never a
 * transaction or a connection; one that goes away ends it, and what was not asked then is not asked.
 */
@Singleton
class BatchStream {
    private static final Logger LOG = Logger.getLogger(BatchStream.class);
    /** Rows that are held at a time, with the answers that they have. */
    private static final int ROWS = 20;

    private static final int TRIES = 40;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final BatchService batches;
    private final RowAnswers answers;
    private final ProblemWriter problems;
    private final ObjectMapper json;

    BatchStream(BatchService batches, RowAnswers answers, ProblemWriter problems, ObjectMapper json) {
        this.batches = batches;
        this.answers = answers;
        this.problems = problems;
        this.json = json;
    }

    /**
     * The last line.
     *
     * @param position of the last row that was sent
     * @param complete whether that was the last one of the batch
     * @param problem why it ended before
     */
    @Schema(name = "BatchEnd")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(
            UUID batch,
            int size,
            int position,
            boolean complete,

            @JsonRawValue @Schema(type = SchemaType.OBJECT, description = "A problem document") @Nullable
            String problem) {}

    /**
     * Writes the lines for all rows after a position, and the last line.
     *
     * @param gone whether the reader is; what is written to nobody is dropped without a word as long as its queue is not full
     */
    void write(Caller caller, Batch batch, int after, Language language, OutputStream out, BooleanSupplier gone)
            throws IOException {
        int position = after;
        Optional<RegistryException> stopped = Optional.empty();
        while (position < batch.size() && stopped.isEmpty()) {
            try {
                for (BatchRow row : rows(batch, position)) {
                    if (gone.getAsBoolean()) {
                        return;
                    }
                    out.write(line(caller, batch, row, language).toArray());
                    out.write('\n');
                    position = row.position();
                    if (row.answer().isEmpty()) {
                        out.flush();
                    }
                }
            } catch (RegistryException problem) {
                stopped = Optional.of(problem);
            }
        }
        out.write(end(batch, position, stopped, language).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        out.flush();
    }

    private List<BatchRow> rows(Batch batch, int position) {
        List<BatchRow> rows;
        try {
            rows = batches.after(batch, position, ROWS);
        } catch (RuntimeException failed) {
            throw unavailable(failed).orElseThrow(() -> failed);
        }
        if (rows.isEmpty()) {
            throw BatchService.forgotten();
        }
        return rows;
    }

    private Bytes line(Caller caller, Batch batch, BatchRow row, Language language) {
        for (int tries = 1; ; tries++) {
            try {
                return answers.line(caller, batch, row, language);
            } catch (RegistryException problem) {
                if (problem.type() != ProblemType.BUSY || tries == TRIES) {
                    throw problem;
                }
                pause();
            } catch (RuntimeException failed) {
                Optional<RegistryException> unavailable = unavailable(failed);
                if (unavailable.isPresent()) {
                    throw unavailable.get();
                }
                UUID instance = UUID.randomUUID();
                LOG.errorf(failed, "internal error %s", instance);
                return answers.unexpected(row, instance, language);
            }
        }
    }

    private static Optional<RegistryException> unavailable(RuntimeException failed) {
        return DatabaseFailures.unavailable(failed)
                .map(reason -> new RegistryException(
                        ProblemType.DATABASE_UNAVAILABLE,
                        new Bilingual("请稍后续取；不会重复查询。", "Take it up again shortly; nothing is asked twice.")));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RegistryException(ProblemType.BUSY, new Bilingual("请稍后续取。", "Take it up again shortly."));
        }
    }

    private String end(Batch batch, int position, Optional<RegistryException> stopped, Language language) {
        End end = new End(
                batch.id(),
                batch.size(),
                position,
                stopped.isEmpty(),
                stopped.map(problem -> problems.octets(problem, language, UUID.randomUUID())
                                .toUtf8())
                        .orElse(null));
        try {
            return json.writeValueAsString(end);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a line can be written", impossible);
        }
    }
}
