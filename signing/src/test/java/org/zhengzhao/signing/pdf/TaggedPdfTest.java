package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.pdf.SpokenPdf.Element;

/** What a license PDF says to those who hear it. */
class TaggedPdfTest {
    static List<String> slugs() {
        return SampleTypes.all().stream().map(SampleType::slug).toList();
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void sign_everySample_isReadAloudWithHeadingPicturesAndSeal(String slug) throws Exception {
        PdfFace face = FaceFixtures.sample(slug);
        List<Element> elements = spoken(face);

        assertThat(words(elements, "H1"))
                .containsExactly(face.content().typeName().chinese());
        assertThat(words(elements, "Figure")).contains("二维码，扫描可核验本证照");
        assertThat(words(elements, "Figure"))
                .hasSize(1 + face.pictures().size())
                .allSatisfy(words -> assertThat(words).matches(".*\\p{IsHan}.*"));
        assertThat(words(elements, "Form"))
                .containsExactly("印章：" + face.content().issuingAuthority().name() + "，电子证照专用章");
        assertThat(elements.stream().map(Element::words))
                .anyMatch(words -> words.contains(face.content().identifier().value()))
                .anyMatch(words -> words.endsWith(
                                face.content().holders().getFirst().name())
                        || words.startsWith(face.content().holders().getFirst().name()));
    }

    @Test
    void sign_labelsAndValues_followEachOther() throws Exception {
        List<Element> elements = spoken(FaceFixtures.sample("food-business-permit"));
        int label = index(elements, "Lbl", "法定代表人");
        assertThat(elements.get(label - 1).tag()).isEqualTo("LI");
        assertThat(elements.get(label + 1).tag()).isEqualTo("LBody");
        assertThat(elements.get(label + 1).words()).isEqualTo("沈砚秋");
        assertThat(words(elements, "Lbl")).contains("住所  Domicile");
    }

    @Test
    void sign_table_isRegularWithHeadersOfRows() throws Exception {
        List<Element> elements = spoken(FaceFixtures.sample("real-estate-title"));
        assertThat(words(elements, "Table")).hasSize(1);
        assertThat(words(elements, "TH")).hasSameSizeAs(words(elements, "TD"));
        int wide = index(elements, "TH", "坐落");
        COSDictionary cell = elements.get(wide + 1).dictionary();
        assertThat(cell.getCOSDictionary(COSName.A).getInt("ColSpan")).isEqualTo(3);
        assertThat(elements.get(wide).dictionary().getCOSDictionary(COSName.A).getNameAsString("Scope"))
                .isEqualTo("Row");
    }

    @Test
    void sign_valueOverSeveralPages_isOneBodyInOnePiece() throws Exception {
        String scope = "许可项目：餐饮服务；food and beverage services; ".repeat(300).strip();
        List<Element> elements = spoken(FaceFixtures.with("business-license", Map.of("businessScope", scope)));

        assertThat(words(elements, "H2")).containsExactly("营业执照 附页");
        // Nothing lost where lines and pages break, and no head or foot of a page in between.
        assertThat(elements.getLast().tag()).isEqualTo("LBody");
        assertThat(elements.getLast().words().equals(scope)).isTrue();
    }

    @Test
    void sign_seal_isReachedFromTheTreeAndBack() throws Exception {
        try (PDDocument document = document(FaceFixtures.sample("business-license"))) {
            COSDictionary widget =
                    document.getPage(0).getAnnotations().getFirst().getCOSObject();
            assertThat(widget.getString(COSName.TU)).startsWith("印章：");
            COSDictionary root =
                    document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
            COSArray numbers =
                    root.getCOSDictionary(COSName.getPDFName("ParentTree")).getCOSArray(COSName.NUMS);
            int key = widget.getInt("StructParent");
            assertThat(numbers.getInt(2 * key)).isEqualTo(key);
            COSDictionary element = (COSDictionary) numbers.getObject(2 * key + 1);
            assertThat(element.getNameAsString(COSName.S)).isEqualTo("Form");
            assertThat(element.getCOSDictionary(COSName.K).getDictionaryObject("Obj"))
                    .isSameAs(widget);
        }
    }

    @Test
    void sign_document_hasLanguageAndTitle() throws Exception {
        PdfFace face = FaceFixtures.sample("business-license");
        try (PDDocument document = document(face)) {
            String title = "营业执照 " + face.content().identifier().value();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo(title);
            assertThat(new String(
                            document.getDocumentCatalog().getMetadata().toByteArray(),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .contains(">" + title + "<")
                    .contains("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<");
            assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle())
                    .isTrue();
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
        }
    }

    private static PDDocument document(PdfFace face) throws Exception {
        return Loader.loadPDF(PdfReading.sign(face).toArray());
    }

    private static List<Element> spoken(PdfFace face) throws Exception {
        try (PDDocument document = document(face)) {
            return SpokenPdf.elements(document);
        }
    }

    private static List<String> words(List<Element> elements, String tag) {
        return elements.stream()
                .filter(element -> element.tag().equals(tag))
                .map(Element::words)
                .toList();
    }

    private static int index(List<Element> elements, String tag, String beginning) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).tag().equals(tag) && elements.get(i).words().startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError("no " + tag + " says " + beginning);
    }
}
