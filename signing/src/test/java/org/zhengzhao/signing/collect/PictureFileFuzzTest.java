package org.zhengzhao.signing.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.qr.GreyPicture;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.TestQr;

/** Picture files: dimensions before pixels, and never more memory than a picture of that size needs. */
class PictureFileFuzzTest {
    private static final int MAX_SEED = 12_000;

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of("png", "jpg", "gif", "bmp")
                        .map(format -> TestQr.blank(format).toArray()),
                Stream.of("images", "qr-images")
                        .flatMap(name -> Corpus.find(name).stream())
                        .flatMap(PictureFileFuzzTest::files)
                        .filter(octets -> octets.length < MAX_SEED && looksLike(octets)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyPicture_isReadOrRefused(byte[] octets) {
        if (!looksLike(octets)) {
            return;
        }
        try {
            GreyPicture picture = PictureFile.read(Bytes.of(octets));

            assertThat((long) picture.width() * picture.height()).isLessThanOrEqualTo(12_100_000);
        } catch (UnreadableDocumentException unreadable) {
            assertThat(unreadable.refusal()).isIn(Refusal.PICTURE_BROKEN, Refusal.PICTURE_TOO_LARGE);
        }
    }

    private static boolean looksLike(byte[] octets) {
        return PictureFile.looksLike(
                new String(Arrays.copyOf(octets, Math.min(16, octets.length)), StandardCharsets.ISO_8859_1));
    }

    private static Stream<byte[]> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().filter(Files::isRegularFile).map(PictureFileFuzzTest::octets).toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
