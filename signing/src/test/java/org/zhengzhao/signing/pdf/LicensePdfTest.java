package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;
import org.zhengzhao.signing.key.SuiteKeyGenerator;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;

class LicensePdfTest {
    private static final SigningKey KEY = FaceFixtures.key(FaceFixtures.AUTHORITY);

    @TempDir
    Path folder;

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
        Bytes pdf = sign(face);
        try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            String text = withoutSpace(new PDFTextStripper().getText(document));
            assertThat(text)
                    .contains(withoutSpace(face.content().typeName().chinese()))
                    .contains(withoutSpace(face.content().typeName().english()))
                    .contains(withoutSpace(face.content().number()))
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
                    assertThat(text).as(name).contains(withoutSpace(said));
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"business-license", "class-2-cost-engineer", "real-estate-title"})
    void sign_genericLayout_showsAllFields(String slug) throws Exception {
        PdfFace face = FaceFixtures.generic(slug);
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            String text = withoutSpace(new PDFTextStripper().getText(document));
            List<String> pictures = face.type().fields().pictureFields().stream()
                    .map(picture -> picture.name())
                    .toList();
            face.type().fields().names().stream()
                    .filter(name -> !pictures.contains(name))
                    .forEach(name -> assertThat(text)
                            .contains(withoutSpace(face.type()
                                    .fields()
                                    .title(name)
                                    .orElseThrow()
                                    .chinese())));
            assertThat(text).contains(face.content().identifier().value());
        }
    }

    @Test
    void sign_result_verifiesWithBouncyCastleAndCoversTheWholeFile() throws Exception {
        byte[] pdf = sign(FaceFixtures.sample("food-business-permit")).toArray();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDSignature signature = document.getLastSignatureDictionary();
            int[] range = signature.getByteRange();
            assertThat(range[0]).isZero();
            assertThat(pdf[range[1]]).isEqualTo((byte) '<');
            assertThat(pdf[range[2] - 1]).isEqualTo((byte) '>');
            assertThat(range[2] + range[3]).isEqualTo(pdf.length);
            assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
            assertThat(signature.getSignDate().toInstant()).isEqualTo(FaceFixtures.SIGNED_AT);

            CMSSignedData cms = new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(pdf)),
                    new ByteArrayInputStream(signature.getContents(pdf)));
            assertThat(cms.getCertificates().getMatches(null))
                    .hasSize(KEY.chain().size());
            SignerInformation signer =
                    cms.getSignerInfos().getSigners().iterator().next();
            assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(FaceFixtures.PROVIDER)
                            .build(KEY.certificate())))
                    .isTrue();
            List<ASN1ObjectIdentifier> attributes = new ArrayList<>();
            for (Attribute attribute :
                    signer.getSignedAttributes().toASN1Structure().getAttributes()) {
                attributes.add(attribute.getAttrType());
            }
            assertThat(attributes)
                    .containsExactlyInAnyOrder(
                            CMSAttributes.contentType,
                            CMSAttributes.messageDigest,
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        }
    }

    @Test
    void sign_result_certifiesThatNothingMayChange() throws Exception {
        try (PDDocument document =
                Loader.loadPDF(sign(FaceFixtures.sample("business-license")).toArray())) {
            COSDictionary permissions =
                    document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.getPDFName("Perms"));
            COSDictionary signature = permissions.getCOSDictionary(COSName.getPDFName("DocMDP"));
            assertThat(signature).isSameAs(document.getLastSignatureDictionary().getCOSObject());
            COSDictionary reference = (COSDictionary)
                    signature.getCOSArray(COSName.getPDFName("Reference")).getObject(0);
            assertThat(reference
                            .getCOSDictionary(COSName.getPDFName("TransformParams"))
                            .getInt(COSName.P))
                    .isEqualTo(1);
        }
    }

    @Test
    void sign_changedOctet_noLongerVerifies() throws Exception {
        byte[] pdf = sign(FaceFixtures.sample("food-business-permit")).toArray();
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("/Contents <3") + "/Contents ".length();
        int end = text.indexOf('>', start) + 1;
        byte[] signed = new byte[pdf.length - (end - start)];
        System.arraycopy(pdf, 0, signed, 0, start);
        System.arraycopy(pdf, end, signed, start, pdf.length - end);
        signed[signed.length - 200] ^= 1;
        byte[] cms = HexFormat.of().parseHex(text.substring(start + 1, end - 1));
        SignerInformation signer = new CMSSignedData(new CMSProcessableByteArray(signed), new ByteArrayInputStream(cms))
                .getSignerInfos()
                .getSigners()
                .iterator()
                .next();
        assertThatThrownBy(() -> signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(FaceFixtures.PROVIDER)
                        .build(KEY.certificate())))
                .hasMessageContaining("digest");
    }

    @Test
    void sign_result_carriesTheMachineReadableFiles() throws Exception {
        PdfFace face = FaceFixtures.sample("real-estate-title");
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            COSArray files = document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("AF"));
            assertThat(files.size()).isEqualTo(3);
            assertThat(embedded(files, 0)).isEqualTo(LicenseContentJson.canonical(face.content()));
            assertThat(embedded(files, 1)).isEqualTo(face.typeJson());
            assertThat(embedded(files, 2)).isEqualTo(face.credential());
            List<EmbeddedFile> kinds =
                    List.of(EmbeddedFile.LICENSE, EmbeddedFile.LICENSE_TYPE, EmbeddedFile.CREDENTIAL);
            for (int i = 0; i < kinds.size(); i++) {
                COSDictionary specification = (COSDictionary) files.getObject(i);
                assertThat(specification.getString(COSName.UF))
                        .isEqualTo(kinds.get(i).fileName());
                assertThat(specification.getNameAsString(COSName.getPDFName("AFRelationship")))
                        .isIn("Data", "Supplement", "Alternative");
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
        try (PDDocument document =
                Loader.loadPDF(sign(FaceFixtures.sample("business-license")).toArray())) {
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
    void sign_result_showsAQrSymbolThatReadersRead() throws Exception {
        PdfFace face = FaceFixtures.sample("class-2-cost-engineer");
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            assertThat(decode(new PDFRenderer(document).renderImageWithDPI(0, 200)))
                    .isEqualTo(face.qrText());
            PDImageXObject image = (PDImageXObject)
                    document.getPage(0).getResources().getXObject(COSName.getPDFName(LicensePdf.QR_RESOURCE));
            assertThat(image.getBitsPerComponent()).isEqualTo(1);
            assertThat(decode(image.getImage())).isEqualTo(face.qrText());
        }
    }

    @Test
    void sign_jpegPhoto_isEmbeddedOctetByOctet() throws Exception {
        PdfFace face = FaceFixtures.sample("class-2-cost-engineer");
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            COSStream photo = document.getPage(0)
                    .getResources()
                    .getXObject(COSName.getPDFName("LicensePicture0"))
                    .getCOSObject();
            assertThat(Bytes.of(photo.createRawInputStream().readAllBytes()))
                    .isEqualTo(face.pictures().get("photo"));
        }
    }

    @Test
    void sign_sameInput_isTheSameButForTheSignature() throws Exception {
        String first = withoutSignature(sign(FaceFixtures.sample("real-estate-title")));
        String second = withoutSignature(sign(FaceFixtures.sample("real-estate-title")));
        assertThat(first.equals(second)).isTrue();
    }

    @Test
    void sign_manyThreads_allGetTheSame() throws Exception {
        PdfFace face = FaceFixtures.sample("food-business-permit");
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> tasks = Collections.nCopies(16, () -> withoutSignature(sign(face)));
            Set<String> results = new HashSet<>();
            for (Future<String> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            assertThat(results.size()).isEqualTo(1);
        }
    }

    @Test
    void sign_rareNameWithoutGlyph_namesFieldAndCodePoint() throws Exception {
        PdfFace face = FaceFixtures.with("business-license", Map.of("legalRepresentative", "𠮷田"));
        assertThatExceptionOfType(UnprintableLicenseException.class)
                .isThrownBy(() -> sign(face))
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
        assertThatExceptionOfType(UnprintableLicenseException.class).isThrownBy(() -> sign(face));
    }

    @Test
    void sign_hostileCharacters_areShownAsCodePoints() throws Exception {
        PdfFace face = FaceFixtures.with(
                "business-license", Map.of("registeredCapital", "一百\u202E万\u0000\u001B[2J\u200B\u2066元"));
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            String text = withoutSpace(new PDFTextStripper().getText(document));
            assertThat(text).contains("一百[U+202E]万[U+0000][U+001B][2J[U+200B][U+2066]元");
        }
    }

    @Test
    void sign_textThatLooksLikePdf_staysText() throws Exception {
        String text = "/Contents <00>\n/ByteRange [0 1000000000 1000000000 1000000000] ) > endstream";
        PdfFace face = FaceFixtures.with("business-license", Map.of("registeredCapital", text));
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            assertThat(withoutSpace(new PDFTextStripper().getText(document))).contains(withoutSpace(text));
        }
    }

    @Test
    void sign_longValue_goesWholeToFurtherPages() throws Exception {
        StringBuilder scope = new StringBuilder();
        for (int i = 0; i < 1200; i++) {
            scope.append("第").append(i).append("项经营活动；");
        }
        PdfFace face = FaceFixtures.with("business-license", Map.of("businessScope", scope.toString()));
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            StringBuilder further = new StringBuilder();
            for (int page = 2; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                further.append(stripper.getText(document));
            }
            String text = withoutSpace(further.toString());
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
                .isThrownBy(() -> sign(face))
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
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            String text = withoutSpace(new PDFTextStripper().getText(document));
            holders.forEach(holder -> assertThat(text)
                    .contains(holder.name())
                    .contains(holder.code().value()));
        }
    }

    @Test
    void sign_longAuthorityName_isWhole() throws Exception {
        String name = "云海市示范区与邻近各示范镇联合行政审批与政务服务数据管理及市场监督管理委员会办公室（筹）";
        PdfFace face = FaceFixtures.withAuthority("food-business-permit", name);
        try (PDDocument document = Loader.loadPDF(
                FaceFixtures.PDF.sign(face, KEY, FaceFixtures.SIGNED_AT).toArray())) {
            assertThat(withoutSpace(new PDFTextStripper().getText(document))).contains(name);
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
        try (PDDocument document = Loader.loadPDF(sign(face).toArray())) {
            assertThat(new PDFTextStripper().getText(document)).contains("91110000 MAFAKE019D");
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
                .isThrownBy(() -> sign(face))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.QR_TOO_LONG));
    }

    @Test
    void sign_expiredCertificate_refuses() {
        PdfFace face = FaceFixtures.sample("food-business-permit");
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> FaceFixtures.PDF.sign(face, KEY, FaceFixtures.SIGNED_AT.plus(Duration.ofDays(3650))));
    }

    @Test
    void sign_keyOfAnotherCertificate_refuses() throws Exception {
        SuiteKeyGenerator generator = new SuiteKeyGenerator(FaceFixtures.PROVIDER, new SecureRandom());
        SigningKey wrong = new SoftwareKey(
                KEY.suite(), generator.generate(KEY.suite()).getPrivate(), KEY.chain(), FaceFixtures.PROVIDER);
        PdfFace face = FaceFixtures.sample("food-business-permit");
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> FaceFixtures.PDF.sign(face, wrong, FaceFixtures.SIGNED_AT));
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

    @Test
    void sign_result_isAcceptedByPdfsig() throws Exception {
        assumeThat(Path.of("/usr/bin/pdfsig")).exists();
        Path pdf = folder.resolve("license.pdf");
        Files.write(pdf, sign(FaceFixtures.sample("food-business-permit")).toArray());
        assertThat(run("/usr/bin/pdfsig", "-nocert", pdf.toString()))
                .contains("Signature is Valid")
                .contains("Total document signed")
                .contains("ETSI.CAdES.detached");
    }

    @Test
    void sign_result_isReadByZbar() throws Exception {
        assumeThat(Path.of("/usr/bin/zbarimg")).exists();
        assumeThat(Path.of("/usr/bin/pdftoppm")).exists();
        PdfFace face = FaceFixtures.sample("business-license");
        Path pdf = folder.resolve("license.pdf");
        Files.write(pdf, sign(face).toArray());
        run("/usr/bin/pdftoppm", "-r", "200", "-png", "-singlefile", pdf.toString(), pdf + "-page");
        assertThat(run("/usr/bin/zbarimg", "-q", "--raw", pdf + "-page.png").strip())
                .isEqualTo(face.qrText());
    }

    private static Bytes sign(PdfFace face) throws UnprintableLicenseException {
        return FaceFixtures.PDF.sign(face, KEY, FaceFixtures.SIGNED_AT);
    }

    private static Bytes embedded(COSArray files, int index) throws IOException {
        COSStream stream = ((COSDictionary) files.getObject(index))
                .getCOSDictionary(COSName.EF)
                .getCOSStream(COSName.F);
        return Bytes.of(stream.createInputStream().readAllBytes());
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String withoutSignature(Bytes pdf) {
        String text = new String(pdf.toArray(), StandardCharsets.ISO_8859_1);
        int start = text.indexOf("/Contents <3");
        return text.substring(0, start) + text.substring(text.indexOf('>', start));
    }

    private static String decode(BufferedImage image) throws Exception {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Result result = new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                        Map.of(DecodeHintType.TRY_HARDER, true));
        return result.getText();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
