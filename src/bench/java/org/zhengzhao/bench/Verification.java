package org.zhengzhao.bench;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.security.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;
import org.zhengzhao.signing.verify.Verifier;

/** Verifies in this process: by the product with every check, and the one step of it that cannot be left out. */
record Verification(TrustStore trust, Provider provider) {
    static Verification of(Bytes anchors, Provider provider) throws MalformedTrustException {
        return new Verification(TrustStore.of(new CertificateFile(provider).read(anchors), provider), provider);
    }

    /** Documents in turn, from their octets to a verdict that has to be VALID. */
    Load everyCheck(List<Bytes> documents) {
        DocumentReader reader = new DocumentReader();
        FactCollector collector = new FactCollector(trust, provider);
        TrustPolicy policy = TrustPolicy.of(trust);
        return number -> inTurn(documents, document -> {
            Verdict verdict = Verifier.judge(collector.collect(reader.read(document)), policy, Instant.now());
            if (!(verdict instanceof Verdict.Valid)) {
                throw new IllegalStateException("a license of ours is " + verdict);
            }
        });
    }

    /** The symbol read by ZXing as a clean one, which is its fastest way and the one that never fails on such pictures. */
    Load decodeQr(List<Bytes> pictures) {
        return number -> inTurn(pictures, picture -> {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.toArray()));
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(
                                    new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                            Map.of(DecodeHintType.PURE_BARCODE, true));
        });
    }

    /** The file opened by PDFBox, its signature verified by Bouncy Castle over the signed octets; whose it is, nobody asks. */
    Load pdfSignature(List<Bytes> files) {
        return number -> inTurn(files, octets -> {
            byte[] file = octets.toArray();
            try (PDDocument document = Loader.loadPDF(file)) {
                PDSignature signature = document.getLastSignatureDictionary();
                CMSSignedData cms = new CMSSignedData(
                        new CMSProcessableByteArray(signature.getSignedContent(file)),
                        new ByteArrayInputStream(signature.getContents(file)));
                SignerInformation signer =
                        cms.getSignerInfos().getSigners().iterator().next();
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(provider)
                        .build(certificate(cms, signer)))) {
                    throw new IllegalStateException("does not verify");
                }
            }
        });
    }

    private static X509CertificateHolder certificate(CMSSignedData cms, SignerInformation signer) {
        return cms.getCertificates().getMatches(null).stream()
                .filter(candidate -> signer.getSID().match(candidate))
                .findFirst()
                .orElseThrow();
    }

    private interface Step {
        void of(Bytes document) throws Exception;
    }

    private static Load.Worker inTurn(List<Bytes> documents, Step step) {
        int[] next = {0};
        return () -> step.of(documents.get(next[0]++ % documents.size()));
    }
}
