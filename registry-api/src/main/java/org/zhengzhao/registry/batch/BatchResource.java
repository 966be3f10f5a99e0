package org.zhengzhao.registry.batch;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.http.RequestLanguage;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.sharing.PurposeParameters;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/** Batches over HTTP: NDJSON in, NDJSON out. */
@Path("/v1/batches")
@Tag(name = "Asking")
@RunOnVirtualThread
public class BatchResource {
    static final String NDJSON = "application/x-ndjson";
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,5}");

    private final BatchService batches;
    private final BatchStream stream;
    private final BatchPlaces places;
    private final BatchConfig config;
    private final CallerSource caller;
    private final RequestLanguage language;
    private final RoutingContext request;

    BatchResource(
            BatchService batches,
            BatchStream stream,
            BatchPlaces places,
            BatchConfig config,
            CallerSource caller,
            RequestLanguage language,
            RoutingContext request) {
        this.batches = batches;
        this.stream = stream;
        this.places = places;
        this.config = config;
        this.caller = caller;
        this.language = language;
        this.request = request;
    }

    /** A batch as the API shows it. */
    @Schema(name = "Batch")
    record BatchDocument(
            UUID id, String matter, String caseNumber, int size, long answered, Instant createdAt, Instant keptUntil) {}

    @POST
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Operation(
            operationId = "askBatch",
            summary = "Up to 10,000 questions in one request, answered one by one",
            description =
                    "NDJSON: one object a line, with an id and one of facts (as for /v1/fact-verifications), licenses"
                            + " (holder with codeType and code, type, on) and license (identifier, on). The rows are stored, all"
                            + " or none, and then answered in their order, a line each; each answer is a read with its own record"
                            + " and receipt. The last line has no id and says whether the batch is complete. The same request"
                            + " with the same Idempotency-Key, or GET /v1/batches/{id}/answers, takes it up again: rows that"
                            + " were answered are answered with the same octets.")
    @RequestBody(content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "201",
            description = "The answers",
            content =
                    @Content(mediaType = NDJSON, schema = @Schema(oneOf = {RowDocument.class, BatchStream.End.class})))
    public Response ask(
            InputStream body,
            @BeanParam PurposeParameters purpose,
            @Parameter(required = true) @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        ReadPurpose read = purpose.require(caller.require());
        IdempotencyKey key = IdempotencyKey.parse(idempotencyKey)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.MISSING_PARAMETER,
                        new Bilingual(
                                "批次须有 Idempotency-Key；没有写入任何内容。",
                                "A batch has an Idempotency-Key. Nothing was written."),
                        List.of(new ProblemError(
                                "Idempotency-Key", "REQUIRED", new Bilingual("请填写。", "Give a value.")))));
        Caller system = caller.require();
        BatchPlaces.Place place = places.take(system.authority());
        try {
            OnceOnly.Made made = batches.make(system, read, key, BatchUpload.read(body, read));
            Batch batch = batches.require(system, Permission.GET_BATCH, UUID.fromString(made.identifier()));
            return Response.status(Response.Status.CREATED)
                    .header(HttpHeaders.LOCATION, "/v1/batches/" + batch.id())
                    .header("Idempotent-Replayed", made.replayed())
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .entity(answers(system, batch, 0, place))
                    .build();
        } catch (RuntimeException refused) {
            place.close();
            throw refused;
        }
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getBatch", summary = "How far a batch of the caller's department is")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = BatchDocument.class)))
    public BatchDocument get(@PathParam("id") String id) {
        Batch batch = requireBatch(caller.require(), Permission.GET_BATCH, id);
        return new BatchDocument(
                batch.id(),
                batch.purpose().matter(),
                batch.purpose().caseNumber(),
                batch.size(),
                batches.answered(batch),
                batch.createdAt(),
                batch.createdAt().plus(config.keep()));
    }

    @GET
    @Path("{id}/answers")
    @Produces(NDJSON)
    @Operation(
            operationId = "getBatchAnswers",
            summary = "Take up a batch again",
            description =
                    "Sends the answers of all rows after a position, and asks what was not asked yet. Rows that were"
                            + " answered are answered with the same octets; where they met a limit, from againAt on they are"
                            + " asked anew.")
    @APIResponse(
            responseCode = "200",
            description = "The answers",
            content =
                    @Content(mediaType = NDJSON, schema = @Schema(oneOf = {RowDocument.class, BatchStream.End.class})))
    public Response answers(
            @PathParam("id") String id,
            @RestQuery
                    @Parameter(description = "Position of the last row that was received; default 0", example = "500")
                    @Nullable
                    String after) {
        Caller system = caller.require();
        int position = position(after);
        Batch batch = requireBatch(system, Permission.GET_BATCH_ANSWERS, id);
        BatchPlaces.Place place = places.take(system.authority());
        return Response.ok(answers(system, batch, position, place))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    /** The place is given back when all is sent or the caller is gone, also where that is before the first line. */
    private StreamingOutput answers(Caller system, Batch batch, int after, BatchPlaces.Place place) {
        Language asked = language.current();
        HttpServerResponse response = request.response();
        AtomicBoolean begun = new AtomicBoolean();
        request.addEndHandler(ended -> {
            if (!begun.get()) {
                place.close();
            }
        });
        return out -> {
            begun.set(true);
            try (place) {
                stream.write(system, batch, after, asked, out, response::closed);
            }
        };
    }

    private Batch requireBatch(Caller system, Permission act, String id) {
        return batches.require(system, act, ListQuery.findId(id).orElseThrow(BatchService::unknown));
    }

    private static int position(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (POSITION.matcher(after).matches()) {
            return Integer.parseInt(after);
        }
        throw new RegistryException(
                ProblemType.INVALID_PARAMETER,
                new Bilingual("请更正 errors 中的参数。", "Correct the parameters in errors."),
                List.of(new ProblemError(
                        "after", "WRONG_VALUE", new Bilingual("应为行的位置。", "Should be the position of a row."))));
    }
}
