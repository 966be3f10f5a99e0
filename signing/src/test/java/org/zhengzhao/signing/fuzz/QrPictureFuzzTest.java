package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.signing.qr.GreyPicture;
import org.zhengzhao.signing.qr.QrReader;
import org.zhengzhao.signing.testkit.TestQr;

/** Symbols whose modules are set as the fuzzer likes: first the number of modules on a side, then one bit a module. */
class QrPictureFuzzTest {
    private static final int SCALE = 3;
    private static final int MAX_SIDE = 64;
    private static final QrReader READER = new QrReader();

    static Stream<byte[]> seeds() {
        return Stream.of("LX1:", "LX1:6BF0XK1PO7N69TW5%QJ8:3", "https://example.com/", "证照")
                .map(text -> packed(TestQr.modules(text)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anySymbol_isReadOrNot(byte[] octets) {
        if (octets.length < 2) {
            return;
        }
        int modules = 1 + (octets[0] & 0xFF) % MAX_SIDE;
        int side = modules * SCALE;
        byte[] pixels = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int index = y / SCALE * modules + x / SCALE;
                boolean dark = 1 + index / 8 < octets.length && (octets[1 + index / 8] >> index % 8 & 1) == 1;
                pixels[y * side + x] = (byte) (dark ? 0 : 0xFF);
            }
        }
        assertThat(READER.read(new GreyPicture(side, side, pixels))).doesNotContainNull();
    }

    private static byte[] packed(boolean[][] dark) {
        int modules = dark.length;
        byte[] octets = new byte[1 + (modules * modules + 7) / 8];
        octets[0] = (byte) (modules - 1);
        for (int index = 0; index < modules * modules; index++) {
            octets[1 + index / 8] |= (byte) ((dark[index / modules][index % modules] ? 1 : 0) << index % 8);
        }
        return octets;
    }
}
