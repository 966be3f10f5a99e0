package org.zhengzhao.signing.pdf;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SigningKey;

/** Makes license PDFs and reads them again, by other means than ours. */
final class PdfReading {
    static final SigningKey KEY = FaceFixtures.key(FaceFixtures.AUTHORITY);

    private PdfReading() {}

    static Bytes sign(PdfFace face) throws UnprintableLicenseException {
        return FaceFixtures.PDF.sign(face, KEY, FaceFixtures.SIGNED_AT);
    }

    static Bytes embedded(COSArray files, int index) throws IOException {
        COSStream stream = ((COSDictionary) files.getObject(index))
                .getCOSDictionary(COSName.EF)
                .getCOSStream(COSName.F);
        return Bytes.of(stream.createInputStream().readAllBytes());
    }

    /** The text of a document as PDFBox extracts it, without any white space. */
    static String text(PDDocument document) throws IOException {
        return withoutSpace(new PDFTextStripper().getText(document));
    }

    static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    static String withoutSignature(Bytes pdf) {
        String text = new String(pdf.toArray(), StandardCharsets.ISO_8859_1);
        int start = text.indexOf("/Contents <3");
        return text.substring(0, start) + text.substring(text.indexOf('>', start));
    }

    static String decode(BufferedImage image) throws Exception {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Result result = new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                        Map.of(DecodeHintType.TRY_HARDER, true));
        return result.getText();
    }

    static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
