package org.zhengzhao.bench;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateEncodingException;
import java.util.Calendar;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * A signed license page as one writes it on an afternoon with PDFBox, ZXing and Bouncy Castle, after their own examples: a
 * page with a subset of the same font, the QR symbol as ZXing gives it, a detached CMS signature in a second pass. Not PDF/A,
 * nothing embedded, no drawing, nothing checked: less than a face of ours has.
 */
record ObviousPdf(Sealer sealer, List<String> lines, String qrText) {
    private static final String FONT = "/org/zhengzhao/signing/font/NotoSerifSC-Regular.ttf";
    private static final int QR_PIXELS = 400;
    private static final int SIGNATURE_SPACE = 8192;

    /** The font's file is read for each document. */
    Load readingTheFontEachTime() {
        return number -> {
            byte[] file = fontFile();
            return () -> {
                try (TrueTypeFont font = parsed(file)) {
                    make(font);
                }
            };
        };
    }

    /** Each worker reads the font's file once. */
    Load keepingTheFont() {
        return number -> {
            TrueTypeFont font = parsed(fontFile());
            return () -> make(font);
        };
    }

    private byte[] make(TrueTypeFont trueType) throws Exception {
        ByteArrayOutputStream unsigned = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDFont font = PDType0Font.load(document, trueType, true);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setFont(font, 10);
                content.beginText();
                content.newLineAtOffset(50, 780);
                for (String line : lines) {
                    content.showText(line);
                    content.newLineAtOffset(0, -16);
                }
                content.endText();
                content.drawImage(LosslessFactory.createFromImage(document, qr()), 400, 50, 120, 120);
            }
            document.save(unsigned);
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream(2 * unsigned.size());
        try (PDDocument document = Loader.loadPDF(unsigned.toByteArray())) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setSignDate(Calendar.getInstance());
            SignatureOptions options = new SignatureOptions();
            options.setPreferredSignatureSize(SIGNATURE_SPACE);
            document.addSignature(signature, this::cms, options);
            document.saveIncremental(signed);
        }
        return signed.toByteArray();
    }

    private BufferedImage qr() throws WriterException {
        BitMatrix matrix = new QRCodeWriter().encode(qrText, BarcodeFormat.QR_CODE, QR_PIXELS, QR_PIXELS);
        BufferedImage image = new BufferedImage(matrix.getWidth(), matrix.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                image.setRGB(x, y, matrix.get(x, y) ? 0x000000 : 0xFFFFFF);
            }
        }
        return image;
    }

    private byte[] cms(InputStream content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(sealer.provider())
                            .build())
                    .build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .setProvider(sealer.provider())
                                    .build(sealer.key().key()),
                            sealer.key().certificate()));
            generator.addCertificates(new JcaCertStore(sealer.key().chain()));
            return generator
                    .generate(new CMSProcessableByteArray(content.readAllBytes()))
                    .getEncoded();
        } catch (CMSException | OperatorCreationException | CertificateEncodingException broken) {
            throw new IOException(broken);
        }
    }

    private static TrueTypeFont parsed(byte[] file) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(file));
    }

    private static byte[] fontFile() throws IOException {
        try (InputStream stream = Sealer.class.getResourceAsStream(FONT)) {
            if (stream == null) {
                throw new IOException("no font at " + FONT);
            }
            return stream.readAllBytes();
        }
    }
}
