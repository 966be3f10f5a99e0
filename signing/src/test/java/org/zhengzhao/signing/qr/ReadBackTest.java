package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.zhengzhao.signing.qr.Masks.Masked;

class ReadBackTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    @Test
    void of_manyTexts_areFoundByADetectorWithoutHints() throws Exception {
        Random random = new Random(1);
        int otherMask = 0;
        for (int i = 0; i < 150; i++) {
            String text = text(random, 300 + random.nextInt(600));
            QrSymbol symbol = QrSymbol.of(text);
            assertThat(read(symbol)).isEqualTo(text);
            otherMask += ReadBack.isFound(masks(text).getFirst().modules()) ? 0 : 1;
        }
        // Else the test shows nothing: the best mask would have done for all of them.
        assertThat(otherMask).isPositive();
    }

    @Test
    void choose_bestMaskIsFound_isTheBest() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            String text = text(random, 600);
            List<Masked> masks = masks(text);
            if (ReadBack.isFound(masks.getFirst().modules())) {
                assertThat(ReadBack.choose(masks, text))
                        .isSameAs(masks.getFirst().modules());
            }
        }
    }

    @Test
    void choose_symbolOfAnotherText_isABug() throws Exception {
        List<Masked> masks = masks("LX1:ONE");
        assertThatThrownBy(() -> ReadBack.choose(masks, "LX1:TWO")).isInstanceOf(IllegalStateException.class);
    }

    private static List<Masked> masks(String text) throws Exception {
        QRCode code = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_MASK_PATTERN, 0));
        return Masks.all(ModuleGrid.of(code.getMatrix()), code.getVersion());
    }

    private static String read(QrSymbol symbol) throws Exception {
        BufferedImage image = ImageIO.read(symbol.png(4).stream());
        int side = image.getWidth();
        int[] pixels = image.getRGB(0, 0, side, side, null, 0, side);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels))))
                    .getText();
        } catch (ReaderException notFound) {
            return "not found";
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder("LX1:");
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
