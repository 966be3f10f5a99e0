package org.zhengzhao.signing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CheckReport;
import org.zhengzhao.signing.check.PdfCheck;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.testkit.RawUpdate;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** A signed license to which somebody does something that its signature does not cover. Never accepted, never valid. */
class UpdateAttackTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final Bytes SIGNED = TestPdf.license(Samples.content(), KEY).build();
    private static final PdfCheck CHECK = new PdfCheck(TestPki.PROVIDER);
    private static final DocumentVerification LICENSES = new DocumentVerification(
            TrustPolicy.of(TrustStore.of(PKI.published(KEY), TestPki.PROVIDER)), TestPki.PROVIDER);

    private record Attack(String name, Bytes document) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Attack> attacks() {
        Map<String, Bytes> attacks = new LinkedHashMap<>();
        raw(attacks);
        shadows(attacks);
        fields(attacks);
        viaLibrary(attacks);
        texts(attacks);
        return attacks.entrySet().stream()
                .map(entry -> new Attack(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RawUpdate update() {
        return RawUpdate.of(SIGNED);
    }

    /** Incremental saving attacks (Mladenov and others, 2019): with and without table, trailer and marker. */
    private static void raw(Map<String, Bytes> attacks) {
        attacks.put("white space", appended(SIGNED, "\n"));
        attacks.put("comment", appended(SIGNED, "% later\n"));
        attacks.put("marker", appended(SIGNED, "%%EOF\n"));
        RawUpdate page = update();
        String empty = "<</Type/Page/MediaBox[0 0 9 9]>>";
        attacks.put("page, no table", page.object(page.page(), empty).unlisted().build());
        attacks.put("page, no table, marker", appended(page.build(), "%%EOF\n"));
        attacks.put("page, wrong startxref", appended(page.build(), "startxref\n1\n%%EOF\n"));
        attacks.put("page", update().object(page.page(), empty).build());
        attacks.put(
                "page, chain cut",
                update().object(page.page(), empty).previous(0).build());
        attacks.put("page twice", twice());
        attacks.put("nothing", update().build());
        attacks.put(
                "unused object",
                update().object(update().free(), "(nobody looks here)").build());
        attacks.put(
                "unused stream",
                update().stream(update().free(), "", "0 0 9 9 re f").build());
        attacks.put(
                "encrypted",
                update().trailer("/Encrypt " + page.root() + " 0 R").build());
        attacks.put("unknown key", update().trailer("/Note(later)").build());
        attacks.put("hybrid", update().trailer("/XRefStm 20").build());
        attacks.put(
                "title",
                update().object(update().free(), "<</Title(Another)>>")
                        .trailer("/Info " + update().free() + " 0 R")
                        .build());
    }

    private static Bytes twice() {
        RawUpdate page = update();
        String once = page.page() + " 0 obj\n<</Type/Page>>\nendobj\n";
        return RawUpdate.of(appended(SIGNED, ""))
                .object(page.page(), "<</Type/Page>>\nendobj\n" + once.replace("\nendobj\n", ""))
                .build();
    }

    /** Shadow attacks (Mainka and others, 2021): what was signed unseen is shown later. */
    private static void shadows(Map<String, Bytes> attacks) {
        String file = new String(SIGNED.toArray(), StandardCharsets.ISO_8859_1);
        int anObject = file.indexOf("\n", file.indexOf("endobj")) + 1;
        RawUpdate update = update();
        attacks.put(
                "object from before", update.pointer(update.page(), anObject).build());
        RawUpdate other = update();
        attacks.put(
                "catalog",
                other.object(other.root(), "<</Type/Catalog/Pages " + other.free() + " 0 R>>")
                        .build());
        RawUpdate layers = update();
        attacks.put(
                "catalog with layers",
                layers.object(layers.root(), layers.catalog("/OCProperties<</D<<>>/OCGs[]>>"))
                        .build());
        RawUpdate action = update();
        attacks.put(
                "catalog with action",
                action.object(action.root(), action.catalog("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"))
                        .build());
        RawUpdate store = update();
        attacks.put(
                "page contents in the security store",
                store.object(store.root(), store.catalog("/DSS<</Certs[" + store.page() + " 0 R]>>"))
                        .object(store.page(), "<</Type/Page>>")
                        .build());
        RawUpdate key = update();
        attacks.put(
                "unknown key in the security store",
                key.object(key.root(), key.catalog("/DSS<</Certs[]/Pages 1 0 R>>"))
                        .build());
    }

    /** Certification and sneaky signature attacks: fields and widgets that draw. */
    private static void fields(Map<String, Bytes> attacks) {
        for (String field : List.of(
                "<</FT/Sig/T(a)/Type/Annot/Subtype/Widget/Rect[0 0 500 500]>>",
                "<</FT/Sig/T(a)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]>>",
                "<</FT/Tx/T(a)/V(b)/Type/Annot/Subtype/Widget/Rect[0 0 500 500]>>",
                "<</FT/Sig/T(a)/V<</Type/Sig/SubFilter/ETSI.RFC3161/ByteRange[0 1 2 3]/Contents<00>>>/Rect[0 0 0 0]>>",
                "<</FT/Sig/T(a)/V(none)/A<</S/URI/URI(http://example.com/)>>/Rect[0 0 0 0]>>")) {
            RawUpdate update = update();
            int number = update.free();
            attacks.put(
                    "field " + field,
                    update.object(number, field)
                            .object(
                                    update.root(),
                                    update.catalog("").replaceAll("/Fields ?\\[", "/Fields [" + number + " 0 R "))
                            .build());
        }
    }

    private static void viaLibrary(Map<String, Bytes> attacks) {
        attacks.put("annotation", changed(document -> {
            PDAnnotationText note = new PDAnnotationText();
            note.setContents("later");
            note.setRectangle(new PDRectangle(10, 10, 50, 50));
            document.getPage(0).getAnnotations().add(note);
            document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            return document;
        }));
        attacks.put("page added", changed(document -> {
            document.addPage(new PDPage());
            document.getPages().getCOSObject().setNeedToBeUpdated(true);
            document.getPage(1).getCOSObject().setNeedToBeUpdated(true);
            return document;
        }));
        attacks.put("page size", changed(document -> {
            document.getPage(0).setMediaBox(new PDRectangle(10, 10));
            document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            return document;
        }));
        attacks.put("font", changed(document -> {
            COSDictionary fonts = (COSDictionary)
                    document.getPage(0).getResources().getCOSObject().getDictionaryObject(COSName.FONT);
            fonts.setString(COSName.NAME, "later");
            document.getPage(0).getResources().getCOSObject().setNeedToBeUpdated(true);
            fonts.setNeedToBeUpdated(true);
            return document;
        }));
        attacks.put("embedded files", changed(document -> {
            document.getDocumentCatalog().setNames(null);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            return document;
        }));
        attacks.put("need appearances", changed(document -> {
            document.getDocumentCatalog().getAcroForm().setNeedAppearances(true);
            document.getDocumentCatalog().getAcroForm().getCOSObject().setNeedToBeUpdated(true);
            return document;
        }));
        attacks.put("field removed", changed(document -> {
            document.getDocumentCatalog().getAcroForm().getCOSObject().removeItem(COSName.FIELDS);
            document.getDocumentCatalog().getAcroForm().getCOSObject().setNeedToBeUpdated(true);
            return document;
        }));
        attacks.put("reason of the signature", changed(document -> {
            COSDictionary signature = signature(document);
            signature.setString(COSName.REASON, "another");
            signature.setNeedToBeUpdated(true);
            return document;
        }));
    }

    private static COSDictionary signature(PDDocument document) throws IOException {
        return document.getSignatureDictionaries().getFirst().getCOSObject();
    }

    private interface Changing {
        PDDocument change(PDDocument document) throws IOException;
    }

    private static Bytes changed(Changing change) {
        try (PDDocument document = Loader.loadPDF(SIGNED.toArray())) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            change.change(document).saveIncremental(out);
            assertThat(out.size()).isGreaterThan(SIGNED.length());
            return Bytes.of(out.toByteArray());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Universal signature forgery: what a reader might take for absent, and so for no reason to complain. */
    private static void texts(Map<String, Bytes> attacks) {
        for (String[] replacement : new String[][] {
            {"/ByteRange", "/ByteRangX"},
            {"/Contents <", "/ContentX <"},
            {"/ByteRange [0 ", "/ByteRange [9 "},
            {"/SubFilter", "/SubFilteX"},
            {"/FT /Sig", "/FT /Sag"},
            {"%PDF-1", "%PDX-1"}
        }) {
            attacks.put("without " + replacement[0], replaced(replacement[0], replacement[1]));
        }
    }

    private static Bytes replaced(String from, String to) {
        String file = new String(SIGNED.toArray(), StandardCharsets.ISO_8859_1);
        assertThat(file).contains(from);
        return Bytes.of(file.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Bytes appended(Bytes document, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(document.toArray());
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return Bytes.of(out.toByteArray());
    }

    @Test
    void check_documentAsSigned_isAccepted() {
        assertThat(check(SIGNED).outcome()).isEqualTo(CheckReport.Outcome.ACCEPT);
        assertThat(valid(SIGNED)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void check_attack_isNeverAccepted(Attack attack) {
        assertThat(check(attack.document()).outcome()).isNotEqualTo(CheckReport.Outcome.ACCEPT);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void verify_attack_isNeverValid(Attack attack) {
        assertThat(valid(attack.document())).isFalse();
    }

    private static CheckReport check(Bytes document) {
        return CHECK.check(document, new PdfCheck.Options(Optional.of(PKI.published(KEY)), Samples.NOW));
    }

    private static boolean valid(Bytes document) {
        return LICENSES.verify("license.pdf", document, Samples.NOW) instanceof Report.Judged judged
                && judged.verdict() instanceof Verdict.Valid;
    }
}
