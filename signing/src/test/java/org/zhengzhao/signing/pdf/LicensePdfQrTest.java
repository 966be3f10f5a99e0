package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;

/** The QR symbol on the page, read by others: ZXing and zbar. */
class LicensePdfQrTest {
    @TempDir
    Path folder;

    @Test
    void sign_result_showsAQrSymbolThatReadersRead() throws Exception {
        PdfFace face = FaceFixtures.sample("class-2-cost-engineer");
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            assertThat(PdfReading.decode(new PDFRenderer(document).renderImageWithDPI(0, 200)))
                    .isEqualTo(face.qrText());
            PDImageXObject image = (PDImageXObject)
                    document.getPage(0).getResources().getXObject(COSName.getPDFName(LicensePdf.QR_RESOURCE));
            assertThat(image.getBitsPerComponent()).isEqualTo(1);
            assertThat(PdfReading.decode(image.getImage())).isEqualTo(face.qrText());
        }
    }

    @Test
    void sign_qrTextTooLong_isRefused() {
        PdfFace sample = FaceFixtures.sample("food-business-permit");
        PdfFace face = new PdfFace(
                sample.type(),
                sample.content(),
                sample.pictures(),
                sample.typeJson(),
                sample.credential(),
                "A".repeat(4000));
        assertThatExceptionOfType(UnprintableLicenseException.class)
                .isThrownBy(() -> PdfReading.sign(face))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.QR_TOO_LONG));
    }

    @Test
    void sign_result_isReadByZbar() throws Exception {
        assumeThat(Path.of("/usr/bin/zbarimg")).exists();
        assumeThat(Path.of("/usr/bin/pdftoppm")).exists();
        PdfFace face = FaceFixtures.sample("business-license");
        Path pdf = folder.resolve("license.pdf");
        Files.write(pdf, PdfReading.sign(face).toArray());
        PdfReading.run("/usr/bin/pdftoppm", "-r", "200", "-png", "-singlefile", pdf.toString(), pdf + "-page");
        assertThat(PdfReading.run("/usr/bin/zbarimg", "-q", "--raw", pdf + "-page.png")
                        .strip())
                .isEqualTo(face.qrText());
    }
}
