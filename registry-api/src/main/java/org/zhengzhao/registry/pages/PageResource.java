package org.zhengzhao.registry.pages;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.zhengzhao.registry.access.HolderReadService;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.license.LicenseQr;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.sample.SampleShowcase;
import org.zhengzhao.registry.sharing.AskService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.qr.QrText;

/** Home, and sample licenses as their holders see them. Other licenses and unknown ones give one and the same answer. */
@Path("/")
@RunOnVirtualThread
public class PageResource {
    private final PageRenderer renderer;
    private final PageLanguage language;
    private final SampleShowcase samples;
    private final AskService ask;
    private final HolderReadService reads;
    private final CatalogueService catalogue;
    private final LicenseQr qr;
    private final Clock clock;

    PageResource(
            PageRenderer renderer,
            PageLanguage language,
            SampleShowcase samples,
            AskService ask,
            HolderReadService reads,
            CatalogueService catalogue,
            LicenseQr qr,
            Clock clock) {
        this.renderer = renderer;
        this.language = language;
        this.samples = samples;
        this.ask = ask;
        this.reads = reads;
        this.catalogue = catalogue;
        this.qr = qr;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "showHome", hidden = true)
    public Response home() {
        Language spoken = language.current();
        HomePage home = HomePage.of(samples, clock.instant(), spoken);
        return renderer.page(spoken, Pages.home(renderer.frame(spoken, "home"), home.samples(), home.systems()));
    }

    @GET
    @Path("licenses/{identifier}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "showSampleLicense", hidden = true)
    public Response license(@PathParam("identifier") String identifier) {
        Language spoken = language.current();
        AskService.SamplePage sample =
                ask.samplePage(requireIdentifier(identifier)).orElseThrow(NotFoundException::new);
        LicenseHistory license = sample.license();
        LicenseContent content = license.license().content();
        LicensePage page = LicensePage.of(
                license,
                catalogue.require(content.identifier().type(), content.typeVersion()),
                clock.instant(),
                spoken,
                qr.svg(sample.credential()).toUtf8(),
                QrText.of(new Credential(sample.credential())));
        return renderer.page(spoken, Pages.license(renderer.frame(spoken, ""), page));
    }

    @GET
    @Path("licenses/{identifier}/pdf")
    @Produces("application/pdf")
    @Operation(operationId = "showSamplePdf", hidden = true)
    public Response pdf(@PathParam("identifier") String identifier) {
        LicenseIdentifier parsed = requireIdentifier(identifier);
        Bytes pdf = ask.samplePdf(parsed).orElseThrow(NotFoundException::new);
        return Response.ok(pdf.toArray(), "application/pdf")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + parsed.value() + ".pdf\"")
                .build();
    }

    /** Shows no license, and is therefore no read of one. */
    @GET
    @Path("licenses/{identifier}/reads")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "showSampleReads", hidden = true)
    public Response reads(@PathParam("identifier") String identifier) {
        Language spoken = language.current();
        LicenseIdentifier parsed = requireIdentifier(identifier);
        ReadsPage page =
                ReadsPage.of(parsed, reads.ofSample(parsed).orElseThrow(NotFoundException::new), new Wording(spoken));
        return renderer.page(spoken, Pages.reads(renderer.frame(spoken, ""), page));
    }

    private LicenseIdentifier requireIdentifier(String text) {
        if (!samples.enabled()) {
            throw new NotFoundException();
        }
        try {
            return LicenseIdentifier.parse(text);
        } catch (MalformedCodeException malformed) {
            throw new NotFoundException(malformed);
        }
    }
}
