package org.zhengzhao.registry.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
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
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.Uscc;

/** Requests for grants over HTTP: departments apply, type stewards decide. */
@Path("/v1/grant-requests")
@Tag(name = "Grants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GrantRequestResource {
    private static final int MAX_OFFICER = 64;
    private static final int MAX_REASON = 500;
    private static final int MAX_DAYS = 1000;

    private final GrantRequestService requests;
    private final GrantService grants;
    private final OnceOnly once;
    private final CallerSource caller;

    GrantRequestResource(GrantRequestService requests, GrantService grants, OnceOnly once, CallerSource caller) {
        this.requests = requests;
        this.grants = grants;
        this.once = once;
        this.caller = caller;
    }

    /** What a department sends. */
    @Schema(name = "GrantRequestSubmission")
    record Submission(
            String matter,
            String type,
            List<String> fields,
            List<TermsDocument.PredicateDocument> predicates,
            String legalBasis,
            String region,
            LocalDate validFrom,
            LocalDate validUntil,
            Integer dailyCap,
            String officer,
            String reason) {
        Submission {
            fields = List.copyOf(fields);
            predicates = List.copyOf(predicates);
        }
    }

    /** Who acts, and why. */
    @Schema(name = "GrantRequestAct")
    record Act(String officer, String reason) {}

    @Schema(name = "GrantRequestExtension")
    record Extension(String officer, String reason, int days) {}

    @Schema(name = "GrantRequestDecision")
    record Decision(
            String officer,
            String reason,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable Integer dailyCap) {}

    @Schema(name = "GrantStep")
    record StepDocument(Instant at, RequestAct act, String clientId, String officer, String reason) {
        static StepDocument of(GrantStep step) {
            return new StepDocument(step.at(), step.act(), step.clientId(), step.officer(), step.reason());
        }
    }

    /** A request as the API shows it. */
    @Schema(name = "GrantRequest")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequestDocument(
            UUID id,
            TermsDocument terms,
            String officer,
            String reason,
            RequestState state,
            LocalDate receivedOn,

            @Schema(description = "Working days for the decision, extension included")
            int workingDays,

            @Schema(description = "Last day for the decision; absent while the clock is stopped and after the decision")
            @Nullable
            LocalDate dueOn,

            boolean overdue,

            @Schema(description = "Last day on which what was granted must be there") @Nullable
            LocalDate availableBy,

            @Schema(description = "What was done to it; absent in lists") @Nullable
            List<StepDocument> steps) {
        static RequestDocument of(GrantRequest request, LocalDate today, @Nullable List<GrantStep> steps) {
            return new RequestDocument(
                    request.id(),
                    TermsDocument.of(request.terms()),
                    request.officer(),
                    request.reason(),
                    request.state(),
                    request.receivedOn(),
                    request.allowedDays() + request.extendedDays(),
                    request.dueOn().orElse(null),
                    request.overdue(today),
                    request.availableBy().orElse(null),
                    steps == null ? null : steps.stream().map(StepDocument::of).toList());
        }
    }

    @Schema(name = "GrantRequestList")
    record RequestList(List<RequestDocument> requests) {
        RequestList {
            requests = List.copyOf(requests);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitGrantRequest",
            summary = "Apply for a grant for the caller's department",
            description =
                    "Without fields and predicates it is for the whole license and its faces; ask for no more than the"
                            + " matter needs.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Submission.class)))
    @APIResponse(
            responseCode = "201",
            description = "Received, or received before with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = RequestDocument.class)))
    public Response submit(byte[] body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BodyReader reader = BodyReader.of(
                body,
                "matter",
                "type",
                "fields",
                "predicates",
                "legalBasis",
                "region",
                "validFrom",
                "validUntil",
                "dailyCap",
                "officer",
                "reason");
        Caller system = caller.require();
        GrantRequestService.Actor actor = actor(reader, system);
        GrantTerms terms = TermsBody.read(reader, Optional.of(system.authority()), grants.today());
        OnceOnly.Made made = once.make(
                system.clientId(),
                IdempotencyKey.parse(idempotencyKey),
                Sha256.of(body),
                () -> requests.submit(terms, actor).id().toString(),
                GrantRequestService::unknown);
        return Response.created(URI.create("/v1/grant-requests/" + made.identifier()))
                .entity(document(requests.history(UUID.fromString(made.identifier()))))
                .build();
    }

    @GET
    @Operation(
            operationId = "listGrantRequests",
            summary = "Requests for grants, oldest first",
            description = "With overdue=true those that should have been decided before today: the escalation list. A"
                    + " department that is neither operator nor type steward sees its own.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = RequestList.class)))
    public Response list(
            @RestQuery @Parameter(description = "Unified social credit code") @Nullable String department,
            @RestQuery @Parameter(schema = @Schema(implementation = RequestState.class)) @Nullable String state,
            @RestQuery @Parameter(description = "true for the escalation list") @Nullable String overdue,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        Optional<Uscc> of = AccessPolicy.reach(caller.require(), Permission.LIST_GRANT_REQUESTS)
                .chosen(query.uscc("department", department));
        Optional<RequestState> inState = query.text("state", state)
                .flatMap(name -> Arrays.stream(RequestState.values())
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .or(() -> query.wrong("state", "没有此状态。", "There is no such state.")));
        boolean late = query.flag("overdue", overdue);
        Optional<UUID> after = query.id("cursor", cursor);
        query.checked();
        LocalDate today = grants.today();
        return query.page(
                requests.page(of, inState, late, after, query.rows()),
                request -> request.id().toString(),
                shown -> new RequestList(shown.stream()
                        .map(request -> RequestDocument.of(request, today, null))
                        .toList()),
                uri);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getGrantRequest", summary = "One request with what was done to it")
    public RequestDocument get(@PathParam("id") String id) {
        GrantRequestService.History history = requests.history(parsed(id));
        if (!AccessPolicy.allows(
                caller.require(),
                Permission.GET_GRANT_REQUEST,
                new Target.Owned(history.request().terms().department()))) {
            throw GrantRequestService.unknown();
        }
        return document(history);
    }

    @POST
    @Path("{id}/ask-to-complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "askToCompleteGrantRequest",
            summary = "Ask the department to complete its request; the clock stops",
            description = "Name everything that is missing at once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Act.class)))
    public RequestDocument askToComplete(@PathParam("id") String id, byte[] body) {
        return document(
                requests.askToComplete(requireOfType(Permission.ASK_TO_COMPLETE_GRANT_REQUEST, id), actor(body)));
    }

    @POST
    @Path("{id}/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "completeGrantRequest",
            summary = "Complete a request: what was missing stands in the reason; the clock goes on the day after")
    @RequestBody(content = @Content(schema = @Schema(implementation = Act.class)))
    public RequestDocument complete(@PathParam("id") String id, byte[] body) {
        return document(requests.complete(caller.require(), parsed(id), actor(body)));
    }

    @POST
    @Path("{id}/extend")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "extendGrantRequest", summary = "Take more working days for the decision, once")
    @RequestBody(content = @Content(schema = @Schema(implementation = Extension.class)))
    public RequestDocument extend(@PathParam("id") String id, byte[] body) {
        BodyReader reader = BodyReader.of(body, "officer", "reason", "days");
        GrantRequestService.Actor actor = actor(reader, caller.require());
        int days = reader.number("days", 1, MAX_DAYS).orElse(0);
        reader.refuse();
        return document(requests.extend(requireOfType(Permission.EXTEND_GRANT_REQUEST, id), days, actor));
    }

    @POST
    @Path("{id}/grant")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "grantGrantRequest", summary = "Grant what was asked for")
    @RequestBody(content = @Content(schema = @Schema(implementation = Decision.class)))
    public RequestDocument grant(@PathParam("id") String id, byte[] body) {
        BodyReader reader = BodyReader.of(body, "officer", "reason", "validFrom", "validUntil", "dailyCap");
        GrantRequestService.Actor actor = actor(reader, caller.require());
        Optional<LocalDate> from = reader.day("validFrom");
        Optional<LocalDate> until = reader.day("validUntil");
        OptionalInt cap = reader.number("dailyCap", 1, TermsBody.MAX_CAP);
        reader.refuse();
        return document(requests.grant(requireOfType(Permission.GRANT_GRANT_REQUEST, id), from, until, cap, actor));
    }

    @POST
    @Path("{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "refuseGrantRequest", summary = "Refuse a request, with reasons")
    @RequestBody(content = @Content(schema = @Schema(implementation = Act.class)))
    public RequestDocument refuse(@PathParam("id") String id, byte[] body) {
        return document(requests.refuse(requireOfType(Permission.REFUSE_GRANT_REQUEST, id), actor(body)));
    }

    @POST
    @Path("{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "withdrawGrantRequest", summary = "Withdraw a request that is not decided")
    @RequestBody(content = @Content(schema = @Schema(implementation = Act.class)))
    public RequestDocument withdraw(@PathParam("id") String id, byte[] body) {
        return document(requests.withdraw(caller.require(), parsed(id), actor(body)));
    }

    /** The request, where it is about a type that is for the steward. */
    private UUID requireOfType(Permission act, String id) {
        UUID request = parsed(id);
        AccessPolicy.require(
                caller.require(),
                act,
                new Target.OfType(requests.history(request).request().terms().type()));
        return request;
    }

    private RequestDocument document(GrantRequestService.History history) {
        return RequestDocument.of(history.request(), grants.today(), history.steps());
    }

    private GrantRequestService.Actor actor(byte[] body) {
        BodyReader reader = BodyReader.of(body, "officer", "reason");
        GrantRequestService.Actor actor = actor(reader, caller.require());
        reader.refuse();
        return actor;
    }

    private static GrantRequestService.Actor actor(BodyReader reader, Caller system) {
        return new GrantRequestService.Actor(
                system.clientId(),
                system.requireOfficer(NamedOfficer.read(reader, "officer", MAX_OFFICER, system)),
                reader.line("reason", MAX_REASON));
    }

    private static UUID parsed(String id) {
        return ListQuery.findId(id).orElseThrow(GrantRequestService::unknown);
    }
}
