package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanSymbolTest {
    private static final String TEXT = "LX1:6BF0XK1PO7N69TW5%QJ8:3.$2+KV/DG A4".repeat(12);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LX1:A",
                "LX1:6BF0XK1PO7N69TW5%QJ8:3.$2+KV/DG A46BF",
                "HTTPS://LICENSES.EXAMPLE/V#LX1:6BF0XK1PO7N69TW5%25QJ8:3.$2+KV/DG%20A4",
                "https://licenses.example/v#x"
            })
    void read_whatWeDraw_isRead(String text) throws Exception {
        for (int scale : new int[] {1, 2, 3, 4, 7}) {
            assertThat(CleanSymbol.read(picture(QrSymbol.of(text), scale, 0))).contains(text);
        }
    }

    @Test
    void read_widerMargin_isRead() throws Exception {
        assertThat(CleanSymbol.read(picture(QrSymbol.of(TEXT), 4, 30))).contains(TEXT);
    }

    @Test
    void read_anyPixelAnother_isForTheOtherReader() throws Exception {
        QrSymbol symbol = QrSymbol.of(TEXT);
        int side = symbol.sizeWithQuietZone() * 2;
        for (int pixel = 0; pixel < side * side; pixel += 37) {
            GreyPicture picture = picture(symbol, 2, 0);
            picture.pixels()[pixel] ^= (byte) 0xFF;
            assertThat(CleanSymbol.read(picture)).isEmpty();
        }
        GreyPicture nearlyWhite = picture(symbol, 2, 0);
        nearlyWhite.pixels()[5] = (byte) 0xFE;
        assertThat(CleanSymbol.read(nearlyWhite)).isEmpty();
    }

    /** Whole modules of another symbol in the place of some of the first, which error correction forgives. */
    @Test
    void read_symbolInsideASymbol_isForTheOtherReader() throws Exception {
        QrSymbol outer = QrSymbol.of(TEXT);
        QrSymbol inner = QrSymbol.of("LX1:B");
        GreyPicture picture = picture(outer, 1, 0);
        int at = picture.width() / 2;
        for (int y = 0; y < inner.size(); y++) {
            for (int x = 0; x < inner.size(); x++) {
                picture.pixels()[(at + y) * picture.width() + at + x] = (byte) (inner.dark(x, y) ? 0 : 0xFF);
            }
        }
        assertThat(CleanSymbol.read(picture)).isEmpty();
    }

    @Test
    void read_symbolOfAnotherLevel_isForTheOtherReader() throws Exception {
        ByteMatrix matrix = Encoder.encode("LX1:ABC", ErrorCorrectionLevel.H).getMatrix();
        int side = matrix.getWidth() + 8;
        byte[] pixels = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean inside = x >= 4 && y >= 4 && x < side - 4 && y < side - 4;
                pixels[y * side + x] = (byte) (inside && matrix.get(x - 4, y - 4) == 1 ? 0 : 0xFF);
            }
        }
        assertThat(CleanSymbol.read(new GreyPicture(side, side, pixels))).isEmpty();
    }

    @Test
    void read_picturesWithoutSymbol_areEmpty() {
        assertThat(CleanSymbol.read(new GreyPicture(1, 1, new byte[1]))).isEmpty();
        assertThat(CleanSymbol.read(new GreyPicture(50, 50, new byte[2500]))).isEmpty();
        byte[] white = new byte[2500];
        java.util.Arrays.fill(white, (byte) 0xFF);
        assertThat(CleanSymbol.read(new GreyPicture(50, 50, white))).isEmpty();
        assertThat(CleanSymbol.read(new GreyPicture(25, 100, white.clone()))).isEmpty();
    }

    private static GreyPicture picture(QrSymbol symbol, int scale, int more) {
        int side = symbol.sizeWithQuietZone() * scale + 2 * more;
        byte[] pixels = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean dark = symbol.dark(
                        Math.floorDiv(x - more, scale) - QrSymbol.QUIET_ZONE,
                        Math.floorDiv(y - more, scale) - QrSymbol.QUIET_ZONE);
                pixels[y * side + x] = (byte) (dark ? 0 : 0xFF);
            }
        }
        return new GreyPicture(side, side, pixels);
    }
}
