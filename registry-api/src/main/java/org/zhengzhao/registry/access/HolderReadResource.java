package org.zhengzhao.registry.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.RequestLanguage;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;

/**
 * Who has read about a holder, over HTTP, for a portal that has identified the holder. The holder is named in the body: what stands in an
 * address stands in the logs of everybody between.
 */
@Path("/v1/holder-access-records")
@Tag(name = "Holders")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HolderReadResource {
    static final String LATEST_NUMBER = "Latest-Number";
    static final String KEPT_FROM = "Kept-From";

    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST_ON_A_PAGE = 100;
    private static final int MOST_EXPORTED = 100_000;
    private static final int AT_ONCE = 500;
    private static final int MAX_CODE = 64;
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String RULE =
            "For a portal that has identified the holder by its own means. Numbers count the reads of this holder without gaps:"
                    + " between keptFrom and latestNumber a number that is missing proves that a record was removed.";

    private final HolderReadService reads;
    private final CallerSource caller;
    private final RequestLanguage language;
    private final ObjectMapper json;

    HolderReadResource(HolderReadService reads, CallerSource caller, RequestLanguage language, ObjectMapper json) {
        this.reads = reads;
        this.caller = caller;
        this.language = language;
        this.json = json;
    }

    /** Who asks for which reads. */
    private record Question(HolderCode holder, long before, int limit) {
        /** Without the holder. */
        @Override
        public String toString() {
            return "Question[before " + before + "]";
        }
    }

    @Schema(
            name = "HolderAccessRecordQuery",
            requiredProperties = {"holderCodeType", "holderCode"})
    record QueryDocument(
            @Schema(description = "Holder code type, GB/T 36903", examples = "111")
            String holderCodeType,

            String holderCode,

            @Schema(description = "Only records with smaller numbers: next of the page before") @Nullable
            Integer before,

            @Schema(description = "1 to 100, default 20; in an export 1 to 100000, default 100000") @Nullable
            Integer limit) {}

    /** A page of reads. */
    @Schema(name = "HolderAccessRecords")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListDocument(
            @Schema(description = "Number of the last read of this holder; 0 where there is none")
            long latestNumber,

            @Schema(
                    description =
                            "All numbers from this one on are kept; those below are gone because their time was over")
            long keptFrom,

            List<HolderReadDocument> records,

            @Schema(description = "What to send as before for the next page; absent on the last one") @Nullable
            Long next,

            @Schema(
                    description =
                            "The last times that somebody looked at these records or at the holder's licenses: a portal, the"
                                    + " holder, or an agent of the holder")
            List<LookDocument> earlierLooks) {
        ListDocument {
            records = List.copyOf(records);
            earlierLooks = List.copyOf(earlierLooks);
        }

        static ListDocument of(HolderReadService.Page page) {
            return new ListDocument(
                    page.counter().latest(),
                    page.counter().keptFrom(),
                    page.reads().stream()
                            .map(read -> HolderReadDocument.of(read, page.typeNames()))
                            .toList(),
                    page.more() ? page.reads().getLast().number() : null,
                    page.looks().stream().map(LookDocument::of).toList());
        }
    }

    /** Somebody looked at what is the holder's. */
    @Schema(name = "HolderLook")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LookDocument(
            Instant at,
            Looker.Relation by,
            String clientId,

            @Schema(description = "Organisation of the portal") @Nullable
            String authority,

            @Schema(description = "By which the agent looked") @Nullable
            String mandate,

            HolderLook.Form form) {
        static LookDocument of(HolderLook look) {
            return new LookDocument(
                    look.at(),
                    look.by().relation(),
                    look.by().clientId(),
                    look.by().authority().map(Uscc::value).orElse(null),
                    look.by().mandate().map(UUID::toString).orElse(null),
                    look.form());
        }
    }

    /** The first line of an export. */
    @Schema(name = "HolderAccessRecordCounter")
    record CounterDocument(long latestNumber, long keptFrom) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listHolderAccessRecords",
            summary = "Who has read about a holder, newest first",
            description = RULE)
    @RequestBody(content = @Content(schema = @Schema(implementation = QueryDocument.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ListDocument.class)))
    public Response list(byte[] body) {
        Question asked = question(body, DEFAULT_LIMIT, MOST_ON_A_PAGE);
        HolderReadService.Page page =
                reads.page(Looker.portal(caller.require()), asked.holder(), asked.before(), asked.limit());
        return Response.ok(ListDocument.of(page))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    @POST
    @Path("export.ndjson")
    @Produces(NDJSON)
    @Operation(
            operationId = "exportHolderAccessRecordsAsJsonLines",
            summary = "The same as JSON Lines: the counter on the first line, then a record a line",
            description = RULE)
    @RequestBody(content = @Content(schema = @Schema(implementation = QueryDocument.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
    public Response exportJsonLines(byte[] body) {
        Question asked = question(body, MOST_EXPORTED, MOST_EXPORTED);
        HolderCounter counter =
                reads.beginExport(Looker.portal(caller.require()), asked.holder(), HolderLook.Form.NDJSON);
        return export(
                asked,
                counter,
                NDJSON,
                "ndjson",
                line(new CounterDocument(counter.latest(), counter.keptFrom())),
                page -> lines(page, read -> line(HolderReadDocument.of(read, page.typeNames()))));
    }

    @POST
    @Path("export.csv")
    @Produces("text/csv")
    @Operation(
            operationId = "exportHolderAccessRecordsAsCsv",
            summary = "The same as CSV for spreadsheets, in the language of Accept-Language",
            description = RULE
                    + " UTF-8 with a byte order mark. A text that a spreadsheet would take for a formula begins with an"
                    + " apostrophe. Latest-Number and Kept-From have the counter.")
    @RequestBody(content = @Content(schema = @Schema(implementation = QueryDocument.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Response exportCsv(byte[] body) {
        Question asked = question(body, MOST_EXPORTED, MOST_EXPORTED);
        HolderReadCsv csv = new HolderReadCsv(language.current());
        HolderCounter counter = reads.beginExport(Looker.portal(caller.require()), asked.holder(), HolderLook.Form.CSV);
        return export(
                asked,
                counter,
                CSV,
                "csv",
                HolderReadCsv.BYTE_ORDER_MARK + csv.titles(),
                page -> lines(page, read -> csv.line(read, counter, page.typeNames())));
    }

    /** Nothing newer than the counter is sent, however long it takes. An export that breaks off lacks its last numbers. */
    private Response export(
            Question asked,
            HolderCounter counter,
            String mediaType,
            String suffix,
            String head,
            Function<HolderReadService.Page, String> text) {
        StreamingOutput stream = out -> {
            write(out, head);
            long before = Math.min(asked.before(), counter.latest() + 1);
            int left = asked.limit();
            boolean more = true;
            while (more && left > 0) {
                HolderReadService.Page page = reads.exported(asked.holder(), counter, before, Math.min(left, AT_ONCE));
                write(out, text.apply(page));
                left -= page.reads().size();
                more = page.more();
                if (more) {
                    before = page.reads().getLast().number();
                }
            }
        };
        return Response.ok(stream, mediaType)
                .header(LATEST_NUMBER, counter.latest())
                .header(KEPT_FROM, counter.keptFrom())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"access-records." + suffix + "\"")
                .build();
    }

    private static String lines(HolderReadService.Page page, Function<HolderRead, String> line) {
        StringBuilder text = new StringBuilder();
        page.reads().forEach(read -> text.append(line.apply(read)));
        return text.toString();
    }

    private String line(Object document) {
        try {
            return json.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a record can be written", impossible);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Question question(byte[] body, int defaultLimit, int most) {
        BodyReader reader = BodyReader.of(body, "holderCodeType", "holderCode", "before", "limit");
        String type = reader.line("holderCodeType", MAX_CODE);
        String code = reader.line("holderCode", MAX_CODE);
        OptionalInt before = reader.number("before", 1, Integer.MAX_VALUE);
        OptionalInt limit = reader.number("limit", 1, most);
        reader.refuse();
        HolderCodeType codeType;
        try {
            codeType = HolderCodeType.parse(type);
        } catch (MalformedCodeException unknown) {
            reader.error("holderCodeType", unknown.reason().name(), "没有此代码类型。", "There is no such code type.");
            reader.refuse();
            throw new IllegalStateException(unknown);
        }
        try {
            return new Question(
                    HolderCode.parse(codeType, code),
                    before.isPresent() ? before.getAsInt() : Long.MAX_VALUE,
                    limit.orElse(defaultLimit));
        } catch (MalformedCodeException malformed) {
            reader.error("holderCode", malformed.reason().name(), "不是有效的代码。", "Not a valid code.");
            reader.refuse();
            throw new IllegalStateException(malformed);
        }
    }
}
