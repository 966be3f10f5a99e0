package org.zhengzhao.signing.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestQr;

/** Which pictures of a PDF are looked at: so many pages, so many pictures, so deep, and no more pixels than were announced. */
class PagePicturesTest {
    private static final Credential CREDENTIAL = new CredentialSigner(TestPki.PROVIDER)
            .sign(
                    LicenseClaims.of(Samples.type(), Samples.content(), Samples.ISSUED),
                    new TestPki(Samples.CEREMONY).sealing(Samples.AUTHORITY, Samples.CEREMONY));
    private static final Bytes SYMBOL = TestQr.picture("jpg", QrText.of(CREDENTIAL));
    private static final int SIDE = 800;

    @Test
    void read_symbolOnTheLastPageThatIsLookedAt_isFound() throws IOException {
        assertThat(found(document -> symbolOnPage(document, 20))).isTrue();
        assertThat(found(document -> symbolOnPage(document, 21))).isFalse();
    }

    @Test
    void read_symbolAfterManyPictures_isFoundWithinTheLimit() throws IOException {
        assertThat(found(document -> symbolAfter(document, 39))).isTrue();
        assertThat(found(document -> symbolAfter(document, 40))).isFalse();
    }

    @Test
    void read_symbolInFormsWithinForms_isFoundWithinTheLimit() throws IOException {
        assertThat(found(document -> symbolWithin(document, 4))).isTrue();
        assertThat(found(document -> symbolWithin(document, 5))).isFalse();
    }

    @Test
    void read_jpegWithMorePixelsThanItsDictionarySays_isNotDecoded() throws IOException {
        assertThat(found(document -> page(document).add(jpeg(document, SIDE, SIDE))))
                .isTrue();
        assertThat(found(document -> page(document).add(jpeg(document, SIDE, SIDE - 1))))
                .isFalse();
        assertThat(found(document -> page(document).add(jpeg(document, 30, 30))))
                .isFalse();
    }

    @Test
    void read_picturesThatTogetherHaveTooManyPixels_areLeftOut() throws IOException {
        assertThat(found(document -> {
                    page(document).add(jpeg(document, TestQr.blank("jpg"), 40_000, 984));
                    page(document).add(jpeg(document, SIDE, SIDE));
                }))
                .isTrue();
        assertThat(found(document -> {
                    page(document).add(jpeg(document, TestQr.blank("jpg"), 40_000, 985));
                    page(document).add(jpeg(document, SIDE, SIDE));
                }))
                .isFalse();
    }

    private interface Making {
        void make(PDDocument document) throws IOException;
    }

    private static boolean found(Making making) throws IOException {
        try (PDDocument document = new PDDocument()) {
            making.make(document);
            return new PagePictures().read(document).credentials().contains(CREDENTIAL);
        }
    }

    private static void symbolOnPage(PDDocument document, int number) throws IOException {
        for (int i = 1; i < number; i++) {
            page(document);
        }
        page(document).add(jpeg(document, SIDE, SIDE));
    }

    private static void symbolAfter(PDDocument document, int others) throws IOException {
        PDResources resources = page(document);
        for (int i = 0; i < others; i++) {
            resources.add(new PDImageXObject(
                    document,
                    new ByteArrayInputStream(new byte[30 * 30]),
                    (COSName) null,
                    30,
                    30,
                    8,
                    PDDeviceGray.INSTANCE));
        }
        resources.add(jpeg(document, SIDE, SIDE));
    }

    private static void symbolWithin(PDDocument document, int forms) throws IOException {
        PDResources resources = page(document);
        for (int i = 0; i < forms; i++) {
            PDFormXObject form = new PDFormXObject(document);
            form.setResources(new PDResources());
            resources.add(form);
            resources = form.getResources();
        }
        resources.add(jpeg(document, SIDE, SIDE));
    }

    private static PDResources page(PDDocument document) {
        PDPage page = new PDPage();
        page.setResources(new PDResources());
        document.addPage(page);
        return page.getResources();
    }

    /** The symbol, with the width and height that its dictionary says. */
    private static PDImageXObject jpeg(PDDocument document, int width, int height) throws IOException {
        return jpeg(document, SYMBOL, width, height);
    }

    private static PDImageXObject jpeg(PDDocument document, Bytes octets, int width, int height) throws IOException {
        return new PDImageXObject(
                document,
                new ByteArrayInputStream(octets.toArray()),
                COSName.DCT_DECODE,
                width,
                height,
                8,
                PDDeviceRGB.INSTANCE);
    }
}
