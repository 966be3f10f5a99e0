package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;

class StrictInflaterTest {
    private static final int MAX = 16 * 1024;

    static Stream<byte[]> contents() {
        Random random = new Random(20261123);
        byte[] noise = new byte[5000];
        random.nextBytes(noise);
        byte[] few = new byte[MAX];
        for (int i = 0; i < few.length; i++) {
            few[i] = (byte) (random.nextInt(4) * random.nextInt(3));
        }
        return Stream.of(
                new byte[0],
                new byte[] {7},
                new byte[MAX],
                noise,
                few,
                "to be or not to be, 虚构市市场监督管理局 ".repeat(200).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void expand_whatTheJdkDeflates_isTheSame(byte[] plain) throws Exception {
        for (int level : new int[] {0, 4, 6, 9}) {
            for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                assertThat(StrictInflater.expand(deflated(plain, level, strategy), MAX))
                        .isEqualTo(Bytes.of(plain));
            }
        }
    }

    @Test
    void expand_moreThanTheLimit_isRefused() throws Exception {
        Bytes compressed = deflated(new byte[MAX], 9, Deflater.DEFAULT_STRATEGY);
        assertThat(StrictInflater.expand(compressed, MAX).length()).isEqualTo(MAX);
        refused(compressed, MAX - 1);
        refused(deflated(new byte[4_000_000], 9, Deflater.DEFAULT_STRATEGY), MAX);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void expand_cutOffAnywhereOrWithOneMore_isRefused(byte[] plain) {
        Bytes compressed = deflated(plain, 9, Deflater.DEFAULT_STRATEGY);
        for (int length = 0; length < Math.min(compressed.length(), 600); length++) {
            refused(compressed.slice(0, length), MAX);
        }
        refused(Bytes.of(Arrays.copyOf(compressed.toArray(), compressed.length() + 1)), MAX);
    }

    /** Found by flipping all bits of QR texts: the JDK's inflater takes the second of each pair for the first. */
    @ParameterizedTest
    @CsvSource({
        // "abcabcabc": the last three copied from 3 back, and from 6 back
        "78da4b4c4a4e4c4a062200113d0373, 78da4b4c4a4e4c4a069200113d0373",
        // "00000000": the last five copied from 1 back, and from 3 back
        "78da33303000030006c80181, 78da33303000230006c80181",
        // "abcd": filled up with zeros, and with ones
        "78da4b4c4a4e010003d8018b, 78da4b4c4a4e01fc03d8018b"
    })
    void expand_alteredWithoutEffect_isRefused(String deflated, String altered) throws Exception {
        Bytes plain = StrictInflater.expand(Bytes.hex(deflated), MAX);
        assertThat(Bytes.of(inflatedByTheJdk(HexFormat.of().parseHex(altered)))).isEqualTo(plain);

        refused(Bytes.hex(altered), MAX);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void expand_anyBitFlipped_isRefused(byte[] plain) {
        byte[] compressed = deflated(plain, 9, Deflater.DEFAULT_STRATEGY).toArray();
        for (int bit = 0; bit < Math.min(compressed.length, 300) * 8; bit++) {
            byte[] flipped = compressed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused(Bytes.of(flipped), MAX);
        }
    }

    private static byte[] inflatedByTheJdk(byte[] compressed) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(compressed);
        byte[] plain = new byte[100];
        int length = inflater.inflate(plain);
        assertThat(inflater.finished()).isTrue();
        inflater.end();
        return Arrays.copyOf(plain, length);
    }

    private static Bytes deflated(byte[] plain, int level, int strategy) {
        Deflater deflater = new Deflater(level);
        deflater.setStrategy(strategy);
        deflater.setInput(plain);
        deflater.finish();
        byte[] compressed = new byte[plain.length + plain.length / 100 + 100];
        int length = 0;
        while (!deflater.finished()) {
            length += deflater.deflate(compressed, length, compressed.length - length);
        }
        deflater.end();
        return Bytes.of(Arrays.copyOf(compressed, length));
    }

    private static void refused(Bytes compressed, int max) {
        assertThatExceptionOfType(MalformedDeflateException.class)
                .isThrownBy(() -> StrictInflater.expand(compressed, max));
    }
}
