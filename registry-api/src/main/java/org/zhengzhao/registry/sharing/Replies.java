package org.zhengzhao.registry.sharing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.zhengzhao.registry.platform.http.RequestLanguage;
import org.zhengzhao.registry.platform.problem.ProblemDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.ProblemWriter;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/** Lays answers and refusals out, and sends them with their receipts. */
@ApplicationScoped
public class Replies {
    static final String ACCESS_RECORD = "Access-Record";
    static final String RECEIPT = "Receipt";
    static final String RECEIPT_LOCATION = "Receipt-Location";

    /** Servers between here and the caller refuse long headers, commonly from 4 KiB on. What is longer is fetched. */
    private static final int MAX_HEADER = 3000;

    private final Receipts receipts;
    private final ProblemWriter problems;
    private final ObjectMapper json;
    private final RequestLanguage language;
    private final Clock clock;

    Replies(Receipts receipts, ProblemWriter problems, ObjectMapper json, RequestLanguage language, Clock clock) {
        this.receipts = receipts;
        this.problems = problems;
        this.json = json;
        this.language = language;
        this.clock = clock;
    }

    /** For an answer in JSON. */
    public <T> Reply<T> json(BiFunction<Answer<T>, T, Object> document) {
        return json(language.current(), document);
    }

    /** The same where refusals are in a given language: for work that outlasts its request. */
    public <T> Reply<T> json(Language language, BiFunction<Answer<T>, T, Object> document) {
        return reply(language, (answer, found) -> written(document.apply(answer, found)));
    }

    /** For a file. */
    public <T> Reply<T> file(Function<T, Bytes> octets) {
        return reply(language.current(), (answer, found) -> octets.apply(found));
    }

    private <T> Reply<T> reply(Language asked, BiFunction<Answer<T>, T, Bytes> body) {
        return new Reply<>(receipts.requireKey(clock.instant()), answer -> switch (answer.result()) {
            case Answer.Found<T> found -> body.apply(answer, found.value());
            case Answer.NotFound<T> notFound -> problems.octets(unknown(answer), asked, answer.accessRecord());
            case Answer.Refused<T> refused -> problems.octets(refused(answer, refused), asked, answer.accessRecord());
        });
    }

    private Bytes written(Object document) {
        try {
            return Bytes.of(json.writeValueAsBytes(document));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("an answer can be written", impossible);
        }
    }

    /** The answer as it was laid out; nothing of it is laid out anew. */
    public Response.ResponseBuilder response(Answered<?> answered, String mediaType) {
        Response.ResponseBuilder builder = switch (answered.answer().result()) {
            case Answer.Found<?> found ->
                Response.ok(answered.body().toArray(), mediaType)
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
            case Answer.NotFound<?> notFound -> problem(ProblemType.UNKNOWN_LICENSE, answered.body());
            case Answer.Refused<?> refused -> problem(refused.refusal().type(), answered.body());
        };
        builder.header(ACCESS_RECORD, answered.answer().accessRecord())
                .header(RECEIPT_LOCATION, "/v1/receipts/" + answered.answer().accessRecord());
        if (answered.receipt().length() <= MAX_HEADER) {
            builder.header(RECEIPT, answered.receipt());
        }
        return builder;
    }

    private Response.ResponseBuilder problem(ProblemType type, Bytes body) {
        return Response.status(type.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.current().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(body.toArray());
    }

    private static RegistryException unknown(Answer<?> answer) {
        return new RegistryException(
                ProblemType.UNKNOWN_LICENSE,
                new Bilingual(
                        "请核对证照标识。本次查询已记录：" + answer.accessRecord(),
                        "Check the identifier. This read is recorded as " + answer.accessRecord()));
    }

    private static RegistryException refused(Answer<?> answer, Answer.Refused<?> refused) {
        return new RegistryException(
                refused.refusal().type(),
                new Bilingual(
                        refused.refusal().detail().chinese() + "本次查询已记录：" + answer.accessRecord(),
                        refused.refusal().detail().english() + " This read is recorded as " + answer.accessRecord()));
    }
}
