package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;

/** Licenses that are longer than a page. */
class LicensePdfPagesTest {
    @Test
    void sign_longValue_goesWholeToFurtherPages() throws Exception {
        StringBuilder scope = new StringBuilder();
        for (int i = 0; i < 1200; i++) {
            scope.append("第").append(i).append("项经营活动；");
        }
        PdfFace face = FaceFixtures.with("business-license", Map.of("businessScope", scope.toString()));
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            StringBuilder further = new StringBuilder();
            for (int page = 2; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                further.append(stripper.getText(document));
            }
            String text = PdfReading.withoutSpace(further.toString());
            int apart = 0;
            for (int i = 0; i < 1200; i++) {
                apart += text.contains("第" + i + "项经营活动；") ? 0 : 1;
            }
            // Only what runs over from one page to the next has the foot of the page in it.
            assertThat(apart).isLessThan(document.getNumberOfPages());
            assertThat(text).contains("第1199项经营活动；");
            PDFTextStripper first = new PDFTextStripper();
            first.setEndPage(1);
            assertThat(first.getText(document)).contains("详见附页").contains("人民币伍佰万元整");
        }
    }

    @Test
    void sign_endlessValue_isRefused() throws Exception {
        PdfFace face = FaceFixtures.with("business-license", Map.of("businessScope", "长".repeat(250_000)));
        assertThatExceptionOfType(UnprintableLicenseException.class)
                .isThrownBy(() -> PdfReading.sign(face))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LONG));
    }

    @Test
    void sign_hundredHolders_allAreOnPaper() throws Exception {
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            holders.add(new Holder(
                    "共有人甲乙" + i + "号", HolderCode.parse(HolderCodeType.OTHER_PERSON_CODE, "FICTIONAL-" + (1000 + i))));
        }
        PdfFace face = FaceFixtures.withHolders("real-estate-title", holders);
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            String text = PdfReading.text(document);
            holders.forEach(holder -> assertThat(text)
                    .contains(holder.name())
                    .contains(holder.code().value()));
        }
    }
}
