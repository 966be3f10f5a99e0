package org.zhengzhao.registry.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.zhengzhao.registry.facts.FactsDocument;
import org.zhengzhao.registry.facts.FactsService;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.ProblemWriter;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.sharing.Answer;
import org.zhengzhao.registry.sharing.Answered;
import org.zhengzhao.registry.sharing.AskResource;
import org.zhengzhao.registry.sharing.AskService;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.registry.sharing.Replies;
import org.zhengzhao.registry.sharing.Reply;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * Answers the rows of a batch, each once. Order of writes, in one transaction for each row: the row is locked, and whoever finds an
 * answer there gives that one; caps, access record with receipt; the line in the row; commit. Only then the line is sent. A crash before the
 * commit leaves a row that nobody has asked, one after it a line that can be sent again.
 */
@ApplicationScoped
class RowAnswers {
    /** A row shows no more licenses of a holder than this; {@code next} says where to go on. */
    private static final int MOST_LICENSES = 100;

    private final BatchRepository batches;
    private final FactsService facts;
    private final AskService ask;
    private final Replies replies;
    private final ProblemWriter problems;
    private final ObjectMapper json;
    private final Clock clock;

    RowAnswers(
            BatchRepository batches,
            FactsService facts,
            AskService ask,
            Replies replies,
            ProblemWriter problems,
            ObjectMapper json,
            Clock clock) {
        this.batches = batches;
        this.facts = facts;
        this.ask = ask;
        this.replies = replies;
        this.problems = problems;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The line for a row: the one that it has, or a new one, which is kept by the time that it is returned.
     *
     * @throws RegistryException of status 503 if the row cannot be answered now: nothing is written then
     */
    Bytes line(Caller caller, Batch batch, BatchRow row, Language language) {
        Optional<Bytes> settled = row.settled(clock.instant());
        if (settled.isPresent()) {
            return settled.get();
        }
        String id = RowReader.findId(row.question()).orElseThrow();
        try {
            Supplier<RowDocument> work =
                    work(caller, batch, row.position(), id, RowReader.read(row.question()), language);
            return once(batch, row.position(), work);
        } catch (RegistryException refused) {
            if (refused.type().status() >= 500) {
                throw refused;
            }
            // Nothing was looked up, as for the same question alone: there is no record, but the row has its answer.
            return once(batch, row.position(), () -> problem(row.position(), id, refused, language));
        }
    }

    /** The line for a row that is a bug of ours: it is not kept, and the row is asked again when the batch is taken up again. */
    Bytes unexpected(BatchRow row, UUID instance, Language language) {
        RegistryException problem = new RegistryException(
                ProblemType.INTERNAL_ERROR, new Bilingual("请把 instance 告诉系统管理员。", "Tell the operator the instance."));
        return written(RowDocument.of(
                row.position(),
                RowReader.findId(row.question()).orElseThrow(),
                problem.type(),
                problems.octets(problem, language, instance)));
    }

    private Bytes once(Batch batch, int position, Supplier<RowDocument> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            BatchRow locked = batches.lock(batch.id(), position).orElseThrow(BatchService::forgotten);
            Optional<Bytes> settled = locked.settled(clock.instant());
            if (settled.isPresent()) {
                return settled.get();
            }
            RowDocument document = work.get();
            Bytes line = written(document);
            batches.answer(batch.id(), position, line, Optional.ofNullable(document.againAt()));
            return line;
        });
    }

    /** The reply is made here: its key must not be looked for within the transaction. */
    private Supplier<RowDocument> work(
            Caller caller, Batch batch, int position, String id, RowQuestion question, Language language) {
        Instant now = clock.instant();
        return switch (question) {
            case RowQuestion.Facts asked -> {
                Reply<FactsService.Result> reply = replies.json(language, (answer, result) -> FactsDocument.of(result));
                yield () -> row(
                        position,
                        id,
                        facts.verify(caller, batch.purpose(), asked.order(), Moment.of(now), reply),
                        Optional.empty());
            }
            case RowQuestion.Licenses asked -> {
                Moment moment = moment(now, asked.on());
                Reply<AskService.Page> reply = replies.json(language, (answer, page) -> list(answer, page, moment));
                yield () -> {
                    Answered<AskService.Page> answered = ask.byHolder(
                            caller,
                            batch.purpose(),
                            asked.holder(),
                            asked.type(),
                            moment,
                            Optional.empty(),
                            MOST_LICENSES,
                            reply);
                    return row(position, id, answered, next(answered));
                };
            }
            case RowQuestion.License asked -> {
                Moment moment = moment(now, asked.on());
                Reply<LicenseHistory> reply = replies.json(
                        language, (answer, license) -> moment.document(license).released(answer.released()));
                yield () -> row(
                        position,
                        id,
                        ask.byIdentifier(caller, batch.purpose(), asked.identifier(), moment, reply),
                        Optional.empty());
            }
        };
    }

    private static AskResource.LicenseList list(Answer<AskService.Page> answer, AskService.Page page, Moment moment) {
        return new AskResource.LicenseList(
                page.licenses().stream()
                        .map(license -> moment.document(license).released(answer.released()))
                        .toList(),
                moment.at(),
                moment.knownAt(),
                page.region().map(AreaCode::value).orElse(null));
    }

    private static Optional<String> next(Answered<AskService.Page> answered) {
        return answered.answer().result() instanceof Answer.Found<AskService.Page> found
                ? found.value().next().map(LicenseIdentifier::value)
                : Optional.empty();
    }

    private static Moment moment(Instant now, Optional<LocalDate> on) {
        return new Moment(
                now, on.map(day -> day.atStartOfDay(ValidityPeriod.ZONE).toInstant()), Optional.empty());
    }

    private RowDocument row(int position, String id, Answered<?> answered, Optional<String> next) {
        return RowDocument.of(position, id, answered, next, againAt(answered));
    }

    /** A row that met a limit is not lost: it is asked anew once the limit may have something left. */
    private Optional<Instant> againAt(Answered<?> answered) {
        if (!(answered.answer().result() instanceof Answer.Refused<?> refused)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        ProblemType type = refused.refusal().type();
        if (type == ProblemType.QUOTA_REACHED) {
            return Optional.of(now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
        }
        return type == ProblemType.DAILY_CAP_REACHED || type == ProblemType.TOO_MANY_MISMATCHES
                ? Optional.of(LocalDate.ofInstant(now, ValidityPeriod.ZONE)
                        .plusDays(1)
                        .atStartOfDay(ValidityPeriod.ZONE)
                        .toInstant())
                : Optional.empty();
    }

    private RowDocument problem(int position, String id, RegistryException refused, Language language) {
        return RowDocument.of(position, id, refused.type(), problems.octets(refused, language, UUID.randomUUID()));
    }

    private Bytes written(Object document) {
        try {
            return Bytes.of(json.writeValueAsBytes(document));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a line can be written", impossible);
        }
    }
}
