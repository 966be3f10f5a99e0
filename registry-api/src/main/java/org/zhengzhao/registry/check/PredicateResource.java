package org.zhengzhao.registry.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.grant.Predicate;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.identity.NamedOfficer;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Replies;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.text.PlainText;

/**
 * Yes or no about licenses, over HTTP. The questions are in a body, because values that are compared with do not belong into addresses,
 * which are logged on the way.
 */
@Path("/v1/licenses/predicates")
@Tag(name = "Asking")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PredicateResource {
    private static final int MAX_PREDICATES = 20;
    private static final int MAX_VALUE = 200;

    private final PredicateService predicates;
    private final Replies replies;
    private final CallerSource caller;
    private final Clock clock;

    PredicateResource(PredicateService predicates, Replies replies, CallerSource caller, Clock clock) {
        this.predicates = predicates;
        this.replies = replies;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "AskedPredicate")
    record AskedPredicate(
            @Schema(description = "JSON Pointer into the license, for example /fields/specialty")
            String field,

            Predicate.Operator operator,

            @Schema(description = "A text, a whole number, or true or false")
            Object value) {}

    @Schema(name = "PredicatesOrder")
    record PredicatesOrder(
            CheckResource.HolderDocument holder,

            @Schema(description = "License type code") String type,

            String purpose,
            String matter,
            String caseNumber,
            String officer,

            @Schema(description = "Default: all that the grant has") @Nullable
            List<AskedPredicate> predicates,

            @Schema(description = "The day whose status is told; its beginning in China. Default: now") @Nullable
            LocalDate on) {}

    @Schema(name = "AnsweredPredicate")
    record AnswerDocument(String field, Predicate.Operator operator, Object value, PredicateAnswer answer) {}

    @Schema(name = "AnsweredLicense")
    record LicenseAnswers(String identifier, LicenseStatus status, List<AnswerDocument> predicates) {}

    @Schema(name = "PredicateAnswers")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answers(
            List<LicenseAnswers> licenses,

            @Schema(description = "Whether the holder has more licenses than are answered for")
            boolean more,

            Instant asOf,

            @Schema(description = "Where the licenses were issued, if the grant is limited to a region") @Nullable
            String region) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "askPredicates",
            summary = "Yes or no to questions about the licenses of one type that a holder has, without any value",
            description =
                    "For grants that cover predicates, and for parts that a grant covers. It is recorded and receipted like"
                            + " every read; the receipt names the questions.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PredicatesOrder.class)))
    @APIResponse(
            responseCode = "200",
            description = "Answered",
            content = @Content(schema = @Schema(implementation = Answers.class)))
    public Response ask(byte[] body) {
        BodyReader reader =
                BodyReader.of(body, "holder", "type", "purpose", "matter", "caseNumber", "officer", "predicates", "on");
        Caller asks = caller.require();
        AskedBody.requireElements(reader, asks, List.of("holder", "type", "purpose", "matter", "caseNumber"));
        Optional<HolderCode> holder = AskedBody.holder(reader);
        Optional<LicenseTypeCode> type = reader.licenseType("type");
        ReadPurpose purpose = new ReadPurpose(
                NamedOfficer.read(reader, "officer", AskedBody.MAX_CODE, asks),
                reader.line("purpose", AskedBody.MAX_PURPOSE),
                reader.line("matter", AskedBody.MAX_CODE),
                reader.line("caseNumber", AskedBody.MAX_CODE));
        List<Predicate> named = named(reader);
        Moment moment = AskedBody.moment(reader, clock);
        reader.refuse();
        return replies.response(
                        predicates.answer(
                                asks,
                                purpose,
                                holder.orElseThrow(),
                                type.orElseThrow(),
                                named,
                                moment,
                                replies.json((answer, page) -> document(page))),
                        MediaType.APPLICATION_JSON)
                .build();
    }

    private static List<Predicate> named(BodyReader reader) {
        if (reader.find("predicates").isEmpty()) {
            return List.of();
        }
        List<Predicate> named = new ArrayList<>();
        List<BodyReader> items = reader.objects("predicates", MAX_PREDICATES, "field", "operator", "value");
        if (items.isEmpty()) {
            reader.error("predicates", "REQUIRED", "请至少填写一项，或省略。", "Give one at least, or leave it out.");
        }
        for (BodyReader item : items) {
            String field = item.line("field", MAX_VALUE);
            Optional<Predicate.Operator> operator = item.choice("operator", Predicate.Operator.values());
            JsonValue value = item.find("value").orElse(null);
            boolean plain = value instanceof JsonValue.Whole
                    || value instanceof JsonValue.Flag
                    || value instanceof JsonValue.Text text
                            && text.value().length() <= MAX_VALUE
                            && PlainText.isLine(text.value());
            if (!plain || value == null) {
                item.error(
                        "value",
                        "WRONG_VALUE",
                        "应为最多 200 个字符的字符串、整数或 true/false。",
                        "Should be a text of at most 200 characters, a whole number, or true or false.");
            } else if (operator.isPresent()) {
                named.add(new Predicate(field, operator.get(), value));
            }
        }
        return named;
    }

    private static Answers document(PredicatePage page) {
        return new Answers(
                page.licenses().stream()
                        .map(license -> new LicenseAnswers(
                                license.identifier().value(),
                                license.status(),
                                IntStream.range(0, page.predicates().size())
                                        .mapToObj(i -> answer(
                                                page.predicates().get(i),
                                                license.answers().get(i)))
                                        .toList()))
                        .toList(),
                page.more(),
                page.moment().at(),
                page.region().map(AreaCode::value).orElse(null));
    }

    private static AnswerDocument answer(Predicate predicate, PredicateAnswer answer) {
        Object value = switch (predicate.value()) {
            case JsonValue.Text text -> text.value();
            case JsonValue.Whole whole -> whole.value();
            case JsonValue.Flag flag -> flag.value();
            case JsonValue.Items items -> throw new IllegalStateException("not a plain value");
            case JsonValue.Members members -> throw new IllegalStateException("not a plain value");
        };
        return new AnswerDocument(predicate.field(), predicate.operator(), value, answer);
    }
}
