package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zhengzhao.signing.qr.Masks.Masked;

/** The masks made and chosen 64 modules at a time are those that ZXing makes and chooses module by module. */
class MasksTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    @Test
    void all_symbolsOfEveryVersion_areZxings() throws Exception {
        Random random = new Random(20261102);
        for (int version = 1; version <= 40; version++) {
            String text = text(random, 10 + random.nextInt(10));
            QRCode first = encode(text, version, 0);
            List<Masked> all = Masks.all(ModuleGrid.of(first.getMatrix()), first.getVersion());
            assertThat(all).hasSize(Masks.COUNT);
            for (Masked masked : all) {
                assertSame(
                        masked.modules(), encode(text, version, masked.mask()).getMatrix());
            }
        }
    }

    @Test
    void all_firstOfThousandTexts_isZxingsChoice() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            String text = text(random, 1 + random.nextInt(i % 10 == 0 ? 3300 : 900));
            QRCode first = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_MASK_PATTERN, 0));
            QRCode chosen = Encoder.encode(text, ErrorCorrectionLevel.M);
            Masked ours = Masks.all(ModuleGrid.of(first.getMatrix()), first.getVersion())
                    .getFirst();
            assertThat(ours.mask()).as(text).isEqualTo(chosen.getMaskPattern());
            assertSame(ours.modules(), chosen.getMatrix());
        }
    }

    private static QRCode encode(String text, int version, int mask) throws Exception {
        return Encoder.encode(
                text,
                ErrorCorrectionLevel.M,
                Map.of(EncodeHintType.QR_VERSION, version, EncodeHintType.QR_MASK_PATTERN, mask));
    }

    private static void assertSame(ModuleGrid ours, ByteMatrix theirs) {
        assertThat(ours.size()).isEqualTo(theirs.getWidth());
        int differing = 0;
        for (int y = 0; y < ours.size(); y++) {
            for (int x = 0; x < ours.size(); x++) {
                differing += ours.dark(x, y) == (theirs.get(x, y) == 1) ? 0 : 1;
            }
        }
        assertThat(differing).isZero();
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
