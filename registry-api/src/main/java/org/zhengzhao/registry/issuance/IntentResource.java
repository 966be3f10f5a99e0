package org.zhengzhao.registry.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.license.IntentRepository;
import org.zhengzhao.registry.license.IssuanceIntent;
import org.zhengzhao.registry.license.IssuanceIntent.State;
import org.zhengzhao.registry.license.IssuanceIntent.Unstored;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;

/** Intents that led to no license, for operators and auditors. */
@Path("/v1/issuance-intents")
@Tag(name = "Issuing")
@Produces(MediaType.APPLICATION_JSON)
public class IntentResource {
    /** Between the two parts of a cursor. */
    private static final char ATTEMPT = '~';

    private final IntentRepository intents;
    private final Clock clock;

    IntentResource(IntentRepository intents, Clock clock) {
        this.intents = intents;
        this.clock = clock;
    }

    /** One page of intents. */
    @Schema(name = "IssuanceIntentList")
    record IntentList(List<IntentDocument> intents) {
        IntentList {
            intents = List.copyOf(intents);
        }
    }

    /**
     * An intent that led to no license.
     *
     * @param pdfDigest absent where the PDF was not about to be signed yet
     * @param reason why the request gave up; absent where nobody came back
     */
    @Schema(name = "IssuanceIntent")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IntentDocument(
            String identifier,
            State state,
            IssuanceIntent.@Nullable Reason reason,
            String licenseDigest,
            String credentialDigest,
            String drawingDigest,
            @Nullable String pdfDigest,
            String keyFingerprint,
            Instant recordedAt,
            String recordedBy) {
        static IntentDocument of(Unstored unstored) {
            IssuanceIntent intent = unstored.intent();
            return new IntentDocument(
                    intent.identifier().value(),
                    unstored.state(),
                    unstored.reason().orElse(null),
                    intent.licenseDigest().value().toHex(),
                    intent.credentialDigest().toHex(),
                    intent.drawingDigest().toHex(),
                    intent.pdfDigest().map(Bytes::toHex).orElse(null),
                    intent.keyFingerprint().toHex(),
                    intent.recordedAt(),
                    intent.recordedBy());
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listIssuanceIntents",
            summary = "What was about to be signed and led to no license, oldest first",
            description =
                    "OPEN: nobody came back; a request is at work, or its node died. ABANDONED: the request failed"
                            + " and said why. A signature may exist that nobody has seen; no license does.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = IntentList.class)))
    public Response list(
            @RestQuery @Parameter(description = "OPEN (default) or ABANDONED") @Nullable String state,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        ListQuery query = new ListQuery(limit);
        State wanted = query.choice("state", state, State.OPEN);
        Optional<IssuanceIntent.Key> after = after(cursor, query);
        query.checked();
        List<Unstored> found = QuarkusTransaction.requiringNew()
                .call(() -> intents.unstored(wanted, clock.instant(), after, query.rows()));
        return query.page(
                found,
                last -> cursor(last.intent().key()),
                shown -> new IntentList(shown.stream().map(IntentDocument::of).toList()),
                uri);
    }

    private static String cursor(IssuanceIntent.Key key) {
        return key.identifier().value() + ATTEMPT + key.attempt();
    }

    private static Optional<IssuanceIntent.Key> after(@Nullable String cursor, ListQuery query) {
        if (cursor == null) {
            return Optional.empty();
        }
        int end = cursor.indexOf(ATTEMPT);
        try {
            return Optional.of(
                    end < 0
                            ? IssuanceIntent.Key.first(LicenseIdentifier.parse(cursor))
                            : new IssuanceIntent.Key(
                                    LicenseIdentifier.parse(cursor.substring(0, end)),
                                    UUID.fromString(cursor.substring(end + 1))));
        } catch (MalformedCodeException | IllegalArgumentException malformed) {
            return query.wrongCursor();
        }
    }
}
