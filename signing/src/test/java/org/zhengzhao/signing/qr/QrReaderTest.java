package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Symbols of another encoder, some of which have data that look like corners to the detector. */
class QrReaderTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private final QrReader reader = new QrReader();

    @Test
    void read_cleanSymbolsOfAnyEncoder_findsEveryOne() throws Exception {
        Random random = new Random(45);
        List<Integer> missed = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String text = text(random, 300 + random.nextInt(900));
            Picture picture = new Picture(matrix(text, ErrorCorrectionLevel.M), 1 + random.nextInt(5), i % 5);
            if (!reader.read(picture.grey()).equals(List.of(text))) {
                missed.add(i);
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void read_symbolBesideAnother_givesBoth() throws Exception {
        Random random = new Random(1);
        String large = text(random, 600);
        Picture picture = new Picture(matrix(large, ErrorCorrectionLevel.M), 4, 60);
        // In rows that the large one has, so that first and last dark pixel are those of the large one.
        picture.draw(matrix("SMALL", ErrorCorrectionLevel.M), 4, 20, 400);
        assertThat(reader.read(picture.grey())).containsExactlyInAnyOrder(large, "SMALL");
    }

    /** Error correction hides the small one from whoever reads the large one. */
    @Test
    void read_symbolWithinAnother_givesNotTheOuterOneAlone() throws Exception {
        Random random = new Random(2);
        String large = text(random, 1000);
        ByteMatrix matrix = matrix(large, ErrorCorrectionLevel.H);
        Picture picture = new Picture(matrix, 6, 4);
        int middle = picture.side / 2;
        picture.clear(middle - 90, 180);
        picture.draw(matrix("SMALL", ErrorCorrectionLevel.M), 6, middle - 63, middle - 63);
        assertThat(reader.read(picture.grey())).isNotEqualTo(List.of(large));
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder("LX1:");
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static ByteMatrix matrix(String text, ErrorCorrectionLevel level) throws Exception {
        return Encoder.encode(text, level, Map.of()).getMatrix();
    }

    /** A picture with symbols. */
    private static final class Picture {
        private final int side;
        private final byte[] pixels;

        Picture(ByteMatrix matrix, int scale, int quietZone) {
            this.side = (matrix.getWidth() + 2 * quietZone) * scale;
            this.pixels = new byte[side * side];
            Arrays.fill(pixels, (byte) 0xFF);
            draw(matrix, scale, quietZone * scale, quietZone * scale);
        }

        void draw(ByteMatrix matrix, int scale, int left, int top) {
            for (int y = 0; y < matrix.getHeight() * scale; y++) {
                for (int x = 0; x < matrix.getWidth() * scale; x++) {
                    if (matrix.get(x / scale, y / scale) == 1) {
                        pixels[(top + y) * side + left + x] = 0;
                    }
                }
            }
        }

        void clear(int from, int length) {
            for (int y = from; y < from + length; y++) {
                Arrays.fill(pixels, y * side + from, y * side + from + length, (byte) 0xFF);
            }
        }

        GreyPicture grey() {
            return new GreyPicture(side, side, pixels);
        }
    }
}
