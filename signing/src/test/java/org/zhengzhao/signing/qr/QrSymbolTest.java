package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrSymbolTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "LX1:6BF0XK1PO7N69TW5%QJ8:3.$2+KV/DG A46BF",
                "HTTPS://LICENSES.EXAMPLE/V#LX1:6BF0XK1PO7N69TW5%25QJ8:3.$2+KV/DG%20A4",
                "https://licenses.example/v#x",
                "证照"
            })
    void png_anyText_isReadBack(String text) throws Exception {
        BufferedImage image = ImageIO.read(QrSymbol.of(text).png(4).stream());
        assertThat(image.getColorModel().getPixelSize()).isEqualTo(1);
        assertThat(decode(image)).isEqualTo(text);
    }

    @Test
    void of_capitalsAndDigits_takeLessRoomThanSmallLetters() throws Exception {
        String text = "LX1:" + "A1".repeat(300);
        assertThat(QrSymbol.of(text).size())
                .isLessThan(QrSymbol.of(text.toLowerCase(java.util.Locale.ROOT)).size());
    }

    @Test
    void of_addressWithFragment_isHardlyLargerThanWithout() throws Exception {
        String credential = "LX1:" + "A1".repeat(330);
        int plain = QrSymbol.of("HTTPS://LICENSES.EXAMPLE/V/" + credential).size();
        assertThat(QrSymbol.of("HTTPS://LICENSES.EXAMPLE/V#" + credential).size())
                .isLessThanOrEqualTo(plain + 4);
    }

    @Test
    void of_tooLong_saysSo() {
        assertThatExceptionOfType(QrSymbol.TooLongException.class)
                .isThrownBy(() -> QrSymbol.of("A".repeat(3392)))
                .satisfies(refused -> assertThat(refused.characters()).isEqualTo(3392));
        assertThatExceptionOfType(QrSymbol.TooLongException.class)
                .isThrownBy(() -> QrSymbol.of("a".repeat(10_000_000)));
    }

    @Test
    void svg_draws_exactlyTheDarkModules() throws Exception {
        QrSymbol symbol = QrSymbol.of("LX1:SVG");
        Matcher runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(symbol.svg());
        boolean[][] drawn = new boolean[symbol.sizeWithQuietZone()][symbol.sizeWithQuietZone()];
        while (runs.find()) {
            for (int i = 0; i < Integer.parseInt(runs.group(3)); i++) {
                drawn[Integer.parseInt(runs.group(2))][Integer.parseInt(runs.group(1)) + i] = true;
            }
        }
        for (int y = 0; y < drawn.length; y++) {
            for (int x = 0; x < drawn.length; x++) {
                assertThat(drawn[y][x]).isEqualTo(symbol.dark(x - QrSymbol.QUIET_ZONE, y - QrSymbol.QUIET_ZONE));
            }
        }
    }

    private static String decode(BufferedImage image) throws Exception {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                .getText();
    }
}
