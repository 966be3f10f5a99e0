package org.zhengzhao.registry.timestamp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
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
import org.zhengzhao.registry.license.PdfUpgrade;
import org.zhengzhao.registry.license.PdfUpgrade.Problem;
import org.zhengzhao.registry.license.PdfUpgrade.State;
import org.zhengzhao.registry.platform.http.ListQuery;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** PDFs that wait for a timestamp, for operators. */
@Path("/v1/pdf-upgrades")
@Tag(name = "Issuing")
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
        ListQuery query = new ListQuery(limit);
        State wanted = query.choice("state", state, State.PENDING);
        Optional<LicenseIdentifier> after = query.cursor(cursor);
        return query.checked()
                .page(
                        upgrades.page(wanted, after, query.rows()),
                        last -> last.identifier().value(),
                        shown -> new UpgradeList(
                                shown.stream().map(UpgradeDocument::of).toList()),
                        uri);
    }
}
