package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.testkit.VeraPdf;
import org.zhengzhao.signing.testkit.VeraPdf.Profile;

/** What a license PDF claims to be, PDF/A-3a (which includes 3b) and PDF/UA-1, judged by veraPDF. */
class ConformanceTest {
    static List<String> slugs() {
        return SampleTypes.all().stream().map(SampleType::slug).toList();
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void sign_everySample_isAcceptedByVeraPdf(String slug) throws Exception {
        assertAccepted(FaceFixtures.sample(slug));
    }

    @ParameterizedTest
    @ValueSource(strings = {"business-license", "class-2-cost-engineer"})
    void sign_genericLayout_isAcceptedByVeraPdf(String slug) throws Exception {
        assertAccepted(FaceFixtures.generic(slug));
    }

    @Test
    void sign_severalPages_areAcceptedByVeraPdf() throws Exception {
        String scope = "许可项目：餐饮服务；food and beverage services; ".repeat(400);
        assertAccepted(FaceFixtures.with("business-license", Map.of("businessScope", scope)));
    }

    @Test
    void sign_charactersShownAsCodePoints_areAcceptedByVeraPdf() throws Exception {
        assertAccepted(FaceFixtures.with(
                "business-license", Map.of("registeredCapital", "一百\u202E万\uE000\u0000\u001B[2J\u200B元")));
    }

    /** Each breaks one thing in the file without moving anything, so that the test shows that veraPDF looks. */
    @ParameterizedTest
    @CsvSource({
        "/OutputIntents, /OutputIntentz, PDF_A_3B",
        "/AFRelationship, /AFRelationshiq, PDF_A_3B",
        "/Metadata, /Metadatx, PDF_A_3B",
        "/ToUnicode, /ToUnicodx, PDF_A_3U",
        "/MarkInfo, /MarkInfx, PDF_A_3A",
        "/StructTreeRoot 5, /StructTreeRxxt 5, PDF_A_3A",
        "/Alt <, /Alx <, PDF_UA_1",
        "/StructParent 1, /StructParenx 1, PDF_UA_1",
        "/DisplayDocTitle true, /DisplayDocTitlx true, PDF_UA_1",
        "/Tabs /S, /Tabx /S, PDF_UA_1",
        "<pdfuaid:part>1, <pdfuaid:part>9, PDF_UA_1",
    })
    void objections_brokenDocument_areMade(String part, String broken, Profile profile) throws Exception {
        Bytes pdf = PdfReading.sign(FaceFixtures.sample("class-2-cost-engineer"));
        String text = new String(pdf.toArray(), StandardCharsets.ISO_8859_1);
        assertThat(text.contains(part)).isTrue();
        Bytes changed = Bytes.of(text.replace(part, broken).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(VeraPdf.objections(changed, profile)).isNotEmpty();
    }

    private static void assertAccepted(PdfFace face) throws UnprintableLicenseException {
        Bytes pdf = PdfReading.sign(face);
        assertThat(VeraPdf.objections(pdf, Profile.PDF_A_3B, Profile.PDF_A_3A, Profile.PDF_UA_1))
                .isEmpty();
    }
}
