package org.zhengzhao.registry.timestamp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.license.PdfUpgrade;
import org.zhengzhao.registry.license.PdfUpgrade.Problem;
import org.zhengzhao.registry.license.PdfUpgrade.State;
import org.zhengzhao.registry.platform.http.NextPage;
import org.zhengzhao.registry.platform.http.PageLimit;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;

/** PDFs that wait for a timestamp, for operators. */
@Path("/v1/pdf-upgrades")
@Tag(name = "Issuing")
@RolesAllowed(Role.OPERATOR_NAME)
@Produces(MediaType.APPLICATION_JSON)
public class PdfUpgradeResource {
    private final PdfUpgradeService upgrades;

    PdfUpgradeResource(PdfUpgradeService upgrades) {
        this.upgrades = upgrades;
    }

    /** One page of upgrades. */
    @Schema(name = "PdfUpgradeList")
    record UpgradeList(List<UpgradeDocument> upgrades) {
        UpgradeList {
            upgrades = List.copyOf(upgrades);
        }
    }

    /**
     * A PDF that is to get a timestamp.
     *
     * @param level of the PDF that is stored, as EN 319 142-1 writes it
     * @param problem what stood in the way the last time; absent where nothing did
     * @param nextAttemptAt absent where nothing more will be tried
     */
    @Schema(name = "PdfUpgrade")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UpgradeDocument(
            String identifier,
            String level,
            int attempts,
            @Nullable Problem problem,
            Instant queuedAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt) {
        static UpgradeDocument of(PdfUpgrade upgrade) {
            return new UpgradeDocument(
                    upgrade.identifier().value(),
                    upgrade.level().label(),
                    upgrade.attempts(),
                    upgrade.problem().orElse(null),
                    upgrade.queuedAt(),
                    upgrade.lastAttemptAt().orElse(null),
                    upgrade.nextAttemptAt().orElse(null));
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listPdfUpgrades",
            summary = "PDFs that wait for a timestamp or its validation data, oldest license first",
            description = "PENDING: waits for its turn. FAILING: was tried, met a problem, and will be tried again by"
                    + " itself. GIVEN_UP: stays as it is; the problem says why.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = UpgradeList.class)))
    public Response list(
            @RestQuery @Parameter(description = "PENDING (default), FAILING or GIVEN_UP") @Nullable String state,
            @RestQuery @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @RestQuery @Parameter(description = "As given in Link") @Nullable String cursor,
            UriInfo uri) {
        List<ProblemError> wrong = new ArrayList<>();
        State wanted = state(state, wrong);
        Optional<LicenseIdentifier> after = after(cursor, wrong);
        int size = PageLimit.read(limit, wrong);
        if (!wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual("请更正 errors 中的参数。", "Correct the parameters in errors."),
                    wrong);
        }
        List<PdfUpgrade> found = upgrades.page(wanted, after, size + 1);
        List<PdfUpgrade> shown = found.subList(0, Math.min(found.size(), size));
        Response.ResponseBuilder answer = Response.ok(
                new UpgradeList(shown.stream().map(UpgradeDocument::of).toList()));
        if (found.size() > shown.size()) {
            answer.header(
                    HttpHeaders.LINK,
                    NextPage.link(uri, shown.getLast().identifier().value()));
        }
        return answer.build();
    }

    private static State state(@Nullable String text, List<ProblemError> wrong) {
        if (text == null) {
            return State.PENDING;
        }
        Optional<State> found = Arrays.stream(State.values())
                .filter(known -> known.name().equals(text))
                .findFirst();
        if (found.isEmpty()) {
            wrong.add(new ProblemError(
                    "state",
                    "WRONG_VALUE",
                    new Bilingual("应为 PENDING、FAILING 或 GIVEN_UP。", "Should be PENDING, FAILING or GIVEN_UP.")));
        }
        return found.orElse(State.PENDING);
    }

    private static Optional<LicenseIdentifier> after(@Nullable String cursor, List<ProblemError> wrong) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LicenseIdentifier.parse(cursor));
        } catch (MalformedCodeException malformed) {
            wrong.add(new ProblemError(
                    "cursor", "WRONG_VALUE", new Bilingual("请用 Link 给出的值。", "Use the value given in Link.")));
            return Optional.empty();
        }
    }
}
