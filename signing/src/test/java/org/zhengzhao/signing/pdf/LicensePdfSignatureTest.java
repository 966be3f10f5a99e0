package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
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
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;

/** The signature of a license PDF, read by others: Bouncy Castle and pdfsig. */
class LicensePdfSignatureTest {
    @TempDir
    Path folder;

    @Test
    void sign_result_verifiesWithBouncyCastleAndCoversTheWholeFile() throws Exception {
        byte[] pdf =
                PdfReading.sign(FaceFixtures.sample("food-business-permit")).toArray();
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
                    .hasSize(PdfReading.KEY.chain().size());
            SignerInformation signer =
                    cms.getSignerInfos().getSigners().iterator().next();
            assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(FaceFixtures.PROVIDER)
                            .build(PdfReading.KEY.certificate())))
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
        try (PDDocument document = Loader.loadPDF(
                PdfReading.sign(FaceFixtures.sample("business-license")).toArray())) {
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
        byte[] pdf =
                PdfReading.sign(FaceFixtures.sample("food-business-permit")).toArray();
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
                        .build(PdfReading.KEY.certificate())))
                .hasMessageContaining("digest");
    }

    @Test
    void sign_sameInput_isTheSameButForTheSignature() throws Exception {
        String first = PdfReading.withoutSignature(PdfReading.sign(FaceFixtures.sample("real-estate-title")));
        String second = PdfReading.withoutSignature(PdfReading.sign(FaceFixtures.sample("real-estate-title")));
        assertThat(first.equals(second)).isTrue();
    }

    @Test
    void sign_manyThreads_allGetTheSame() throws Exception {
        PdfFace face = FaceFixtures.sample("food-business-permit");
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> tasks =
                    Collections.nCopies(16, () -> PdfReading.withoutSignature(PdfReading.sign(face)));
            Set<String> results = new HashSet<>();
            for (Future<String> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            assertThat(results.size()).isEqualTo(1);
        }
    }

    @Test
    void sign_expiredCertificate_refuses() {
        PdfFace face = FaceFixtures.sample("food-business-permit");
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> FaceFixtures.PDF.sign(
                        face, PdfReading.KEY, FaceFixtures.SIGNED_AT.plus(Duration.ofDays(3650))));
    }

    @Test
    void sign_keyOfAnotherCertificate_refuses() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", FaceFixtures.PROVIDER);
        generator.initialize(new ECGenParameterSpec("P-256"));
        SigningKey wrong = new SoftwareKey(
                PdfReading.KEY.suite(),
                generator.generateKeyPair().getPrivate(),
                PdfReading.KEY.chain(),
                FaceFixtures.PROVIDER);
        PdfFace face = FaceFixtures.sample("food-business-permit");
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> FaceFixtures.PDF.sign(face, wrong, FaceFixtures.SIGNED_AT));
    }

    @Test
    void sign_result_isAcceptedByPdfsig() throws Exception {
        assumeThat(Path.of("/usr/bin/pdfsig")).exists();
        Path pdf = folder.resolve("license.pdf");
        Files.write(
                pdf,
                PdfReading.sign(FaceFixtures.sample("food-business-permit")).toArray());
        assertThat(PdfReading.run("/usr/bin/pdfsig", "-nocert", pdf.toString()))
                .contains("Signature is Valid")
                .contains("Total document signed")
                .contains("ETSI.CAdES.detached");
    }
}
