package org.zhengzhao.signing.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.qr.GreyPicture;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.TestQr;

class PictureFileTest {
    /** Tested with a JVM of the ordinary size: a header of 54 octets made the JDK ask for 2 GB. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 11, -1})
    void read_bitmapThatWrapsAnotherPicture_isRefused(int compression) {
        refused(bitmap(10, 10, compression), Refusal.PICTURE_BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {30_001, 100_000, Integer.MAX_VALUE, -1, 0})
    void read_bitmapOfAnImpossibleWidth_isRefused(int width) {
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> PictureFile.read(bitmap(width, 2, 0)));
    }

    @Test
    void read_moreThanTheMostPixels_isRefused() {
        refused(TestQr.png(10_000, GreyPicture.MAX_PIXELS / 10_000 + 1), Refusal.PICTURE_TOO_LARGE);
        refused(TestQr.png(30_001, 1), Refusal.PICTURE_TOO_LARGE);
        refused(TestQr.png(1, 30_001), Refusal.PICTURE_TOO_LARGE);
        // Within the limits the header is believed, and the rest is missed.
        refused(TestQr.png(10_000, GreyPicture.MAX_PIXELS / 10_000), Refusal.PICTURE_BROKEN);
    }

    @Test
    void read_jpegWithManyScans_isRefused() throws Exception {
        byte[] jpeg = TestQr.blank("jpg").toArray();
        assertThat(PictureFile.read(Bytes.of(jpeg)).width()).isEqualTo(300);

        refused(withScans(jpeg, 12 * GreyPicture.MAX_PIXELS / (300 * 200)), Refusal.PICTURE_TOO_LARGE);
    }

    /** The portraits of others: those that are good are read, those that are not are refused, all within the limits. */
    @Test
    void read_picturesOfOthers_asExpected() throws IOException {
        Path folder = Corpus.require("images");
        Set<String> formats = Set.of("png", "jpg", "bmp", "gif");
        List<String> wrong = new ArrayList<>();
        int read = 0;
        List<String> cases = Files.readAllLines(folder.resolve("cases.tsv"));
        for (String line : cases.subList(1, cases.size())) {
            List<String> columns = List.of(line.split("\t"));
            String name = columns.getFirst();
            boolean good = columns.get(1).equals("ok image") && formats.contains(name.substring(name.length() - 3));
            boolean accepted = accepts(Bytes.of(Files.readAllBytes(folder.resolve(name))));
            read += accepted ? 1 : 0;
            if (good && !accepted) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(20);
        assertThat(read).isPositive();
    }

    private static boolean accepts(Bytes octets) {
        try {
            return PictureFile.read(octets).width() > 0;
        } catch (UnreadableDocumentException refused) {
            return false;
        }
    }

    private static Bytes withScans(byte[] jpeg, int more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < more; i++) {
            out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA});
        }
        out.write(jpeg, jpeg.length - 2, 2);
        return Bytes.of(out.toByteArray());
    }

    private static Bytes bitmap(int width, int height, int compression) {
        ByteBuffer header = ByteBuffer.allocate(1200).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'B').put((byte) 'M').putInt(1200).putInt(0).putInt(54);
        header.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
        header.putInt(compression).putInt(compression == 0 ? 0 : Integer.MAX_VALUE);
        return Bytes.of(header.array());
    }

    private static void refused(Bytes octets, Refusal refusal) {
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> PictureFile.read(octets))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
