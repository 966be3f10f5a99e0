package org.zhengzhao.registry.unusual;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
import org.zhengzhao.registry.identity.NamedOfficer;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.text.Bilingual;

/** Unusual reads over HTTP, for supervisors. They see their department and those below it, and no license. */
@Path("/v1/unusual-reads")
@Tag(name = "Supervision")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UnusualReadResource {
    private static final int MAX_NAME = 64;
    private static final int MAX_REASON = 500;

    private final UnusualReadService reads;
    private final OnceOnly once;
    private final CallerSource caller;

    UnusualReadResource(UnusualReadService reads, OnceOnly once, CallerSource caller) {
        this.reads = reads;
        this.once = once;
        this.caller = caller;
    }

    /** The unusual reads of one day. */
    @Schema(name = "UnusualReads")
    record ListDocument(LocalDate day, List<ReadDocument> unusualReads) {
        ListDocument {
            unusualReads = List.copyOf(unusualReads);
        }
    }

    /** An unusual read as the API shows it. Whose license was read is not in it. */
    @Schema(name = "UnusualRead")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReadDocument(
            String id,
            UnusualRule rule,
            Map<String, String> words,

            @Schema(description = "Number of the access record; of several the first one")
            String accessRecord,

            String department,
            @Nullable Map<String, String> departmentName,
            String officer,
            Instant firstAt,
            Instant lastAt,

            @Schema(description = "How many reads; for MANY_HOLDERS how many holders")
            long counted,

            @Nullable String purpose,
            @Nullable String matter,
            @Nullable String caseNumber,
            @Nullable String operation,
            @Nullable String outcome,

            @Schema(description = "Absent until somebody has explained it, and when more such reads came after that")
            @Nullable
            ExplanationDocument explanation) {
        static ReadDocument of(UnusualRead read) {
            Optional<UnusualRead.Single> single = read.single();
            return new ReadDocument(
                    read.key().text(),
                    read.rule(),
                    texts(read.rule().words()),
                    read.record().toString(),
                    read.department(),
                    read.departmentName().map(UnusualReadResource::texts).orElse(null),
                    read.officer(),
                    read.first(),
                    read.last(),
                    read.counted(),
                    single.map(UnusualRead.Single::purpose).orElse(null),
                    single.map(UnusualRead.Single::matter).orElse(null),
                    single.map(UnusualRead.Single::caseNumber).orElse(null),
                    single.map(UnusualRead.Single::operation).orElse(null),
                    single.map(UnusualRead.Single::outcome).orElse(null),
                    read.explanation()
                            .map(explained -> new ExplanationDocument(
                                    explained.at(), explained.by(), explained.clientId(), explained.reason()))
                            .orElse(null));
        }
    }

    /** What a supervisor found out. */
    @Schema(name = "UnusualReadExplanation")
    record ExplanationDocument(Instant at, String explainedBy, String clientId, String reason) {}

    @Schema(name = "UnusualReadExplaining")
    record Explaining(
            @Schema(description = "Name or account of the person who found it out")
            String explainedBy,

            String reason) {}

    @GET
    @Operation(
            operationId = "listUnusualReads",
            summary = "Unusual reads of the caller's department and of those below it on one day, newest first",
            description = "Each names the rule that applies. None proves anything: each is a reason to ask.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ListDocument.class)))
    public Response list(
            @RestQuery @Parameter(description = "A day in China, default today", example = "2026-11-28") @Nullable
                    String day,
            @RestQuery @Parameter(description = "Only by this rule") @Nullable String rule,
            @RestQuery @Parameter(description = "true: only what nobody has explained") @Nullable String unexplained,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        LocalDate asked = day == null
                ? reads.today()
                : CalendarDate.find(day)
                        .or(() -> query.wrong("day", "应为日期 yyyy-mm-dd。", "Should be a day, yyyy-mm-dd."))
                        .orElseGet(reads::today);
        Optional<UnusualRule> byRule = rule == null
                ? Optional.empty()
                : UnusualRule.find(rule).or(() -> query.wrong("rule", "没有此规则。", "There is no such rule."));
        boolean open = query.flag("unexplained", unexplained);
        Optional<UnusualRead.Key> before = cursor == null
                ? Optional.empty()
                : findKey(cursor).or(() -> query.wrong("cursor", "不是有效的编号。", "Not a valid id."));
        query.checked();
        List<UnusualRead> found = reads.page(new UnusualReadRepository.Question(
                AccessPolicy.reach(caller.require(), Permission.LIST_UNUSUAL_READS)
                        .chosen(Optional.empty()),
                asked,
                byRule,
                open,
                before,
                query.rows()));
        return query.page(
                found,
                read -> read.key().text(),
                shown -> new ListDocument(
                        asked, shown.stream().map(ReadDocument::of).toList()),
                uri);
    }

    @POST
    @Path("{id}/explanations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainUnusualRead",
            summary = "Write down what was found out about an unusual read",
            description = "Explanations are added, never changed; the last one is shown.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Explaining.class)))
    @APIResponse(
            responseCode = "201",
            description = "Written, or written before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = ReadDocument.class)))
    public Response explain(
            @PathParam("id") String id, byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(body, "explainedBy", "reason");
        Caller supervisor = caller.require();
        String by = supervisor.requireOfficer(NamedOfficer.read(reader, "explainedBy", MAX_NAME, supervisor));
        String reason = reader.line("reason", MAX_REASON);
        reader.refuse();
        UnusualRead.Key key = findKey(id).orElseThrow(UnusualReadService::unknown);
        once.make(
                supervisor.clientId(),
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of((id + "\n" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)),
                () -> reads.explain(supervisor, key, by, reason).toString(),
                UnusualReadService::unknown);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ReadDocument.of(reads.require(supervisor, key)))
                .build();
    }

    private static Optional<UnusualRead.Key> findKey(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : ListQuery.findId(text.substring(0, dot))
                        .flatMap(record -> UnusualRule.find(text.substring(dot + 1))
                                .map(rule -> new UnusualRead.Key(record, rule)));
    }

    private static Map<String, String> texts(Bilingual text) {
        return Map.of("zh-CN", text.chinese(), "en", text.english());
    }
}
