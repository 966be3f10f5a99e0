package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.signing.face.EmbeddedFile;

/** What a license PDF has inside: files for machines, fonts, pictures. */
class LicensePdfPartsTest {
    @Test
    void sign_result_carriesTheMachineReadableFiles() throws Exception {
        PdfFace face = FaceFixtures.sample("real-estate-title");
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            COSArray files = document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("AF"));
            assertThat(files.size()).isEqualTo(3);
            assertThat(PdfReading.embedded(files, 0)).isEqualTo(LicenseContentJson.canonical(face.content()));
            assertThat(PdfReading.embedded(files, 1)).isEqualTo(face.typeJson());
            assertThat(PdfReading.embedded(files, 2)).isEqualTo(face.credential());
            List<EmbeddedFile> kinds =
                    List.of(EmbeddedFile.LICENSE, EmbeddedFile.LICENSE_TYPE, EmbeddedFile.CREDENTIAL);
            List<String> relationships = List.of("Data", "Supplement", "Alternative");
            for (int i = 0; i < kinds.size(); i++) {
                COSDictionary specification = (COSDictionary) files.getObject(i);
                assertThat(specification.getString(COSName.UF))
                        .isEqualTo(kinds.get(i).fileName());
                assertThat(specification.getNameAsString(COSName.getPDFName("AFRelationship")))
                        .isEqualTo(relationships.get(i));
                assertThat(specification
                                .getCOSDictionary(COSName.EF)
                                .getCOSStream(COSName.F)
                                .getNameAsString(COSName.SUBTYPE))
                        .isEqualTo(kinds.get(i).mediaType());
            }
        }
    }

    @Test
    void sign_result_embedsSubsetsOfAllFonts() throws Exception {
        try (PDDocument document = Loader.loadPDF(
                PdfReading.sign(FaceFixtures.sample("business-license")).toArray())) {
            PDPage page = document.getPage(0);
            for (COSName name : page.getResources().getFontNames()) {
                PDFont font = page.getResources().getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSerifSC-(Regular|Bold)");
            }
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            assertThat(document.getDocumentCatalog().getOutputIntents()).hasSize(1);
            assertThat(document.isEncrypted()).isFalse();
        }
    }

    @Test
    void sign_jpegPhoto_isEmbeddedOctetByOctet() throws Exception {
        PdfFace face = FaceFixtures.sample("class-2-cost-engineer");
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            COSStream photo = document.getPage(0)
                    .getResources()
                    .getXObject(COSName.getPDFName("LicensePicture0"))
                    .getCOSObject();
            assertThat(Bytes.of(photo.createRawInputStream().readAllBytes()))
                    .isEqualTo(face.pictures().get("photo"));
        }
    }

    @Test
    void new_pictureThatTheContentDoesNotName_isRefused() {
        PdfFace sample = FaceFixtures.sample("class-2-cost-engineer");
        assertThatThrownBy(() -> new PdfFace(
                        sample.type(),
                        sample.content(),
                        Map.of("photo", Bytes.utf8("another face")),
                        sample.typeJson(),
                        sample.credential(),
                        sample.qrText()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
