package org.zhengzhao.registry.holder;

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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.identity.HolderCaller;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;

/** Mandates over HTTP, for holders who have logged in. */
@Path("/v1/mandates")
@Tag(name = "Holders")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MandateResource {
    private static final int MAX_CODE = 64;
    private static final int MAX_TYPES = 20;
    private static final int MOST_YEARS = 3;

    private final MandateService mandates;
    private final OnceOnly once;
    private final CallerSource caller;

    MandateResource(MandateService mandates, OnceOnly once, CallerSource caller) {
        this.mandates = mandates;
        this.once = once;
        this.caller = caller;
    }

    @Schema(name = "MandateAgent")
    record AgentBody(
            @Schema(description = "Holder code type, GB/T 36903", examples = "111")
            String codeType,

            String code) {}

    @Schema(
            name = "MandateGiving",
            requiredProperties = {"agent", "lastDay"})
    record Giving(
            AgentBody agent,

            @Schema(description = "The last day on which it counts, in China; at most three years from now")
            LocalDate lastDay,

            @Schema(description = "License types that the agent may see, 1 to 20; all where it is left out") @Nullable
            List<String> types) {}

    /** A holder code as far as it is told. */
    @Schema(name = "HolderCodeHint")
    record HintDocument(
            String codeType,

            @Schema(description = "The last characters of the code")
            String codeEnd) {
        static HintDocument of(CodeHint hint) {
            return new HintDocument(hint.type(), hint.end());
        }
    }

    /** A mandate as the API shows it. */
    @Schema(name = "Mandate")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MandateDocument(
            UUID id,
            HintDocument holder,
            HintDocument agent,

            @Schema(description = "License types that the agent may see; absent for all") @Nullable
            List<String> types,

            LocalDate lastDay,
            Mandate.State state,
            Instant givenAt,
            @Nullable Instant withdrawnAt) {
        static MandateDocument of(Mandate mandate, LocalDate today) {
            return new MandateDocument(
                    mandate.id(),
                    HintDocument.of(mandate.holder()),
                    HintDocument.of(mandate.agent()),
                    mandate.types().isEmpty()
                            ? null
                            : mandate.types().stream()
                                    .map(LicenseTypeCode::value)
                                    .sorted()
                                    .toList(),
                    mandate.lastDay(),
                    mandate.stateOn(today),
                    mandate.givenAt(),
                    mandate.withdrawnAt().orElse(null));
        }
    }

    /** The mandates of a holder. */
    @Schema(name = "Mandates")
    record ListDocument(
            @Schema(description = "The last 100 that the holder has given, newest first")
            List<MandateDocument> given,

            @Schema(description = "Those in force that the holder has received, newest first, 100 at most")
            List<MandateDocument> received) {
        ListDocument {
            given = List.copyOf(given);
            received = List.copyOf(received);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "giveMandate",
            summary = "Let an agent see my licenses",
            description =
                    "The agent logs in with the agent's own login, and reads with mandate. The agent sees no access"
                            + " records and can pass the mandate on to nobody. Each look of the agent is shown to the holder.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Giving.class)))
    @APIResponse(
            responseCode = "201",
            description = "Given, or given before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = MandateDocument.class)))
    public Response give(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        HolderCaller holder = caller.requireHolder();
        BodyReader reader = BodyReader.of(body, "agent", "lastDay", "types");
        Optional<HolderCode> agent = agent(reader);
        if (agent.equals(Optional.of(holder.holder()))) {
            reader.error("agent", "WRONG_VALUE", "应为他人。", "Should be somebody else.");
        }
        LocalDate today = mandates.today();
        Optional<LocalDate> lastDay = reader.day("lastDay");
        if (reader.find("lastDay").isEmpty()
                || lastDay.filter(day -> day.isBefore(today) || day.isAfter(today.plusYears(MOST_YEARS)))
                        .isPresent()) {
            reader.error(
                    "lastDay",
                    "WRONG_VALUE",
                    "应为今天至三年内的日期。",
                    "Should be a day from today on, at most three years away.");
        }
        Set<LicenseTypeCode> types = types(reader);
        reader.refuse();
        OnceOnly.Made made = once.make(
                holder.clientId(),
                IdempotencyKey.parse(idempotencyKey),
                digest(mandates.key(agent.orElseThrow()), lastDay.orElseThrow(), types),
                () -> mandates.give(holder, agent.get(), types, lastDay.get())
                        .id()
                        .toString(),
                MandateService::tooMany);
        return Response.created(URI.create("/v1/mandates"))
                .header("Idempotent-Replayed", made.replayed())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(MandateDocument.of(mandates.requireGiven(holder, UUID.fromString(made.identifier())), today))
                .build();
    }

    @GET
    @Operation(operationId = "listMandates", summary = "The mandates that I have given and received")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ListDocument.class)))
    public Response list() {
        LocalDate today = mandates.today();
        MandateService.Listed listed = mandates.list(caller.requireHolder());
        return Response.ok(new ListDocument(documents(listed.given(), today), documents(listed.received(), today)))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    @POST
    @Path("{id}/withdraw")
    @Operation(
            operationId = "withdrawMandate",
            summary = "Withdraw a mandate that I have given",
            description = "From then on the agent reads nothing by it. Withdrawing it again changes nothing.")
    public MandateDocument withdraw(@PathParam("id") String id) {
        return MandateDocument.of(
                mandates.withdraw(caller.requireHolder(), ListQuery.findId(id).orElseThrow(MandateService::unknown)),
                mandates.today());
    }

    private static List<MandateDocument> documents(List<Mandate> mandates, LocalDate today) {
        return mandates.stream()
                .map(mandate -> MandateDocument.of(mandate, today))
                .toList();
    }

    private static Optional<HolderCode> agent(BodyReader reader) {
        Optional<BodyReader> object = reader.object("agent", "codeType", "code");
        if (object.isEmpty()) {
            reader.error("agent", "REQUIRED", "请填写受托人。", "Give the agent.");
            return Optional.empty();
        }
        BodyReader agent = object.get();
        String type = agent.line("codeType", MAX_CODE);
        String code = agent.line("code", MAX_CODE);
        HolderCodeType codeType;
        try {
            codeType = HolderCodeType.parse(type);
        } catch (MalformedCodeException unknown) {
            agent.error("codeType", unknown.reason().name(), "没有此代码类型。", "There is no such code type.");
            return Optional.empty();
        }
        try {
            return Optional.of(HolderCode.parse(codeType, code));
        } catch (MalformedCodeException malformed) {
            agent.error("code", malformed.reason().name(), "不是有效的代码。", "Not a valid code.");
            return Optional.empty();
        }
    }

    private static Set<LicenseTypeCode> types(BodyReader reader) {
        Set<LicenseTypeCode> types = new HashSet<>();
        if (reader.find("types").isEmpty()) {
            return types;
        }
        for (String text : reader.texts("types", MAX_TYPES)) {
            try {
                types.add(LicenseTypeCode.parse(text));
            } catch (MalformedCodeException malformed) {
                reader.error("types", malformed.reason().name(), "请填写证照类型代码。", "Give license type codes.");
            }
        }
        return types;
    }

    /** Of what was asked for, by the agent's keyed hash: from a hash of the body the agent's code could be found by trying. */
    private static Bytes digest(Bytes agentKey, LocalDate lastDay, Set<LicenseTypeCode> types) {
        String text = agentKey.toHex() + "\n" + lastDay + "\n"
                + types.stream().map(LicenseTypeCode::value).sorted().collect(Collectors.joining(" "));
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
