package org.zhengzhao.registry.pages;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.verification.VerificationService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.collect.DocumentReader;

/**
 * Verifying for people. {@code /V} is what a phone's camera opens: the text of the symbol is in the fragment, which browsers
 * do not send; the page's script puts it into the body of a request.
 */
@Path("/")
@RunOnVirtualThread
public class VerifyPageResource {
    private static final String UNNAMED = "-";
    private static final int MAX_OCTETS = DocumentReader.MAX_OCTETS;

    private final PageRenderer renderer;
    private final PageLanguage language;
    private final VerificationService verification;

    VerifyPageResource(PageRenderer renderer, PageLanguage language, VerificationService verification) {
        this.renderer = renderer;
        this.language = language;
        this.verification = verification;
    }

    @GET
    @Path("verify")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "showVerifyForm", hidden = true)
    public Response form() {
        return page(null, false, false);
    }

    @GET
    @Path("V")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "showVerifyFromCamera", hidden = true)
    public Response fromCamera() {
        return page(null, true, false);
    }

    /** A file, or else the text of a QR symbol. Nothing of either is kept. */
    @POST
    @Path("verify")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "verifyOnPage", hidden = true)
    public Response verify(@RestForm("file") @Nullable FileUpload file, @RestForm("text") @Nullable String text) {
        Optional<Bytes> document = file(file).or(() -> text(text));
        return document.map(octets ->
                        page(VerdictPage.of(verification.verify(UNNAMED, octets), language.current()), false, false))
                .orElseGet(() -> page(null, false, true));
    }

    private Response page(@Nullable VerdictPage verdict, boolean camera, boolean nothingChosen) {
        Language spoken = language.current();
        return renderer.page(
                spoken, Pages.verify(renderer.frame(spoken, "verify"), verdict, camera, nothingChosen, MAX_OCTETS));
    }

    /** Browsers send an unchosen file as an empty one without a name. */
    private static Optional<Bytes> file(@Nullable FileUpload file) {
        if (file == null || file.fileName().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Bytes.of(Files.readAllBytes(file.uploadedFile())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("an upload cannot be read", unreadable);
        }
    }

    private static Optional<Bytes> text(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(Bytes.utf8(text.strip()));
    }
}
