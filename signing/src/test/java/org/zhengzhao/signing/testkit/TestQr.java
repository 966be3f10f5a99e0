package org.zhengzhao.signing.testkit;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.zhengzhao.schema.bytes.Bytes;

/** Draws QR symbols. */
public final class TestQr {
    private static final int MARGIN = 4;

    private TestQr() {}

    /** Rows of modules with their margin, true being dark. */
    public static boolean[][] modules(String text) {
        try {
            ByteMatrix matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            int side = matrix.getWidth() + 2 * MARGIN;
            boolean[][] dark = new boolean[side][side];
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    dark[y + MARGIN][x + MARGIN] = matrix.get(x, y) == 1;
                }
            }
            return dark;
        } catch (WriterException tooLong) {
            throw new AssertionError(tooLong);
        }
    }

    /** A picture with the symbols side by side. */
    public static Bytes picture(String format, String... texts) {
        int scale = 4;
        int cell = 800;
        BufferedImage image = new BufferedImage(cell * texts.length, cell, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.getWidth() * cell; i++) {
            image.setRGB(i % image.getWidth(), i / image.getWidth(), 0xFFFFFF);
        }
        for (int i = 0; i < texts.length; i++) {
            boolean[][] dark = modules(texts[i]);
            for (int y = 0; y < dark.length * scale; y++) {
                for (int x = 0; x < dark.length * scale; x++) {
                    if (dark[y / scale][x / scale]) {
                        image.setRGB(i * cell + 20 + x, 20 + y, 0);
                    }
                }
            }
        }
        return encode(image, format);
    }

    /** A picture without any code. */
    public static Bytes blank(String format) {
        return encode(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), format);
    }

    /** The header of a PNG that claims that size; of the pixels there are none. */
    public static Bytes png(int width, int height) {
        byte[] header = Arrays.copyOf(blank("png").toArray(), 33);
        ByteBuffer.wrap(header).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(header, 12, 17);
        ByteBuffer.wrap(header).putInt(29, (int) sum.getValue());
        return Bytes.of(header);
    }

    private static Bytes encode(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new AssertionError("no writer for " + format);
            }
            return Bytes.of(out.toByteArray());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
