package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;

/** What stands on paper, and what is refused because it cannot. */
class LicensePdfTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "business-license",
                "food-business-permit",
                "road-transport-operating-permit",
                "class-2-cost-engineer",
                "real-estate-title"
            })
    void sign_everySample_showsWhatTheLicenseSaysOnOnePage(String slug) throws Exception {
        PdfFace face = FaceFixtures.sample(slug);
        Bytes pdf = PdfReading.sign(face);
        try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            String text = PdfReading.text(document);
            assertThat(text)
                    .contains(PdfReading.withoutSpace(face.content().typeName().chinese()))
                    .contains(PdfReading.withoutSpace(face.content().typeName().english()))
                    .contains(PdfReading.withoutSpace(face.content().number()))
                    .contains(face.content().identifier().value())
                    .contains(face.content().issuingAuthority().name());
            face.content()
                    .holders()
                    .forEach(holder -> assertThat(text)
                            .contains(holder.name())
                            .contains(holder.code().value()));
            face.content().fields().values().forEach((name, value) -> {
                String said = face.content().fields().findText(name).orElse("");
                boolean date = said.matches("\\d{4}-\\d{2}-\\d{2}");
                boolean partOfNumber = face.content().number().contains(said);
                if (!said.startsWith("sha-256:") && !date && !partOfNumber) {
                    assertThat(text).as(name).contains(PdfReading.withoutSpace(said));
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"business-license", "class-2-cost-engineer", "real-estate-title"})
    void sign_genericLayout_showsAllFields(String slug) throws Exception {
        PdfFace face = FaceFixtures.generic(slug);
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            String text = PdfReading.text(document);
            List<String> pictures = face.type().fields().pictureFields().stream()
                    .map(picture -> picture.name())
                    .toList();
            face.type().fields().names().stream()
                    .filter(name -> !pictures.contains(name))
                    .forEach(name -> assertThat(text)
                            .contains(PdfReading.withoutSpace(face.type()
                                    .fields()
                                    .title(name)
                                    .orElseThrow()
                                    .chinese())));
            assertThat(text).contains(face.content().identifier().value());
        }
    }

    @Test
    void sign_rareNameWithoutGlyph_namesFieldAndCodePoint() throws Exception {
        PdfFace face = FaceFixtures.with("business-license", Map.of("legalRepresentative", "𠮷田"));
        assertThatExceptionOfType(UnprintableLicenseException.class)
                .isThrownBy(() -> PdfReading.sign(face))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.CHARACTER);
                    assertThat(refused.field()).isEqualTo("legalRepresentative");
                    assertThat(refused.codePoint()).hasValue(0x20BB7);
                    assertThat(refused.getMessage()).contains("U+20BB7").doesNotContain("田");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0634\u0631\u0643\u0629", "\u05D0\u05D1", "x\uFE00", "\uD83D\uDE00"})
    void sign_scriptsThatWeCannotSet_areRefused(String text) throws Exception {
        PdfFace face = FaceFixtures.with("business-license", Map.of("registeredCapital", text));
        assertThatExceptionOfType(UnprintableLicenseException.class).isThrownBy(() -> PdfReading.sign(face));
    }

    @Test
    void sign_hostileCharacters_areShownAsCodePoints() throws Exception {
        PdfFace face = FaceFixtures.with(
                "business-license", Map.of("registeredCapital", "一百\u202E万\u0000\u001B[2J\u200B\u2066元"));
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            String text = PdfReading.text(document);
            assertThat(text).contains("一百[U+202E]万[U+0000][U+001B][2J[U+200B][U+2066]元");
        }
    }

    @Test
    void sign_textThatLooksLikePdf_staysText() throws Exception {
        String text = "/Contents <00>\n/ByteRange [0 1000000000 1000000000 1000000000] ) > endstream";
        PdfFace face = FaceFixtures.with("business-license", Map.of("registeredCapital", text));
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            assertThat(PdfReading.text(document)).contains(PdfReading.withoutSpace(text));
        }
    }

    @Test
    void sign_longAuthorityName_isWhole() throws Exception {
        String name = "云海市示范区与邻近各示范镇联合行政审批与政务服务数据管理及市场监督管理委员会办公室（筹）";
        PdfFace face = FaceFixtures.withAuthority("food-business-permit", name);
        try (PDDocument document = Loader.loadPDF(FaceFixtures.PDF
                .sign(face, PdfReading.KEY, FaceFixtures.SIGNED_AT)
                .toArray())) {
            assertThat(PdfReading.text(document)).contains(name);
        }
    }

    @Test
    void sign_lineFeedsWhereThereIsOneLine_becomeSpaces() throws Exception {
        PdfFace sample = FaceFixtures.with("business-license", Map.of("businessScope", "长".repeat(4000)));
        LicenseContent content = sample.content();
        PdfFace face = new PdfFace(
                sample.type(),
                new LicenseContent(
                        content.identifier(),
                        content.typeVersion(),
                        content.typeName(),
                        "91110000\nMAFAKE019D",
                        FaceFixtures.authority("云海市\n行政审批局"),
                        content.holders(),
                        content.issuedOn(),
                        content.validity(),
                        content.areaCode(),
                        content.fields()),
                sample.pictures(),
                sample.typeJson(),
                sample.credential(),
                sample.qrText());
        try (PDDocument document = Loader.loadPDF(PdfReading.sign(face).toArray())) {
            assertThat(new PDFTextStripper().getText(document)).contains("91110000 MAFAKE019D");
        }
    }
}
