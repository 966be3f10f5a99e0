package org.zhengzhao.signing.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.qr.QrReader;
import org.zhengzhao.signing.testkit.Corpus;

class QrCorpusTest {
    /** What ZXing alone reads of all 256, measured before; the reader must not fall behind. */
    private static final double BAR = 213.0 / 256;

    @Test
    void read_photographsOfOthers_reachesTheBarWithoutFalsePositives() throws IOException {
        Path folder = Corpus.require("qr-images");
        List<Path> pictures;
        try (Stream<Path> files = Files.list(folder)) {
            pictures = files.filter(file -> file.toString().matches(".*\\.(png|jpg|jpeg|gif|bmp)"))
                    .sorted()
                    .toList();
        }
        int withText = 0;
        int exact = 0;
        List<String> missed = new ArrayList<>();
        List<String> falsePositives = new ArrayList<>();
        for (Path picture : pictures) {
            Path expected = folder.resolve(picture.getFileName() + ".txt");
            List<String> texts = texts(picture);
            if (!Files.exists(expected)) {
                if (!texts.isEmpty()) {
                    falsePositives.add(String.valueOf(picture.getFileName()));
                }
                continue;
            }
            String text = Files.readString(expected, StandardCharsets.UTF_8);
            withText++;
            if (texts.stream().anyMatch(found -> normal(found).equals(normal(text)))) {
                exact++;
            } else {
                missed.add(picture.getFileName() + " " + texts.size());
            }
        }
        System.out.printf("QR corpus: %d of %d exact, missed %s%n", exact, withText, missed);
        assertThat(withText).isGreaterThan(50);
        assertThat(falsePositives).isEmpty();
        assertThat((double) exact / withText).isGreaterThanOrEqualTo(BAR);
    }

    /** Text files of the corpus end in line breaks of several kinds. */
    private static String normal(String text) {
        return text.replace("\r", "").strip();
    }

    private static List<String> texts(Path picture) throws IOException {
        try {
            return new QrReader().read(PictureFile.read(Bytes.of(Files.readAllBytes(picture))));
        } catch (UnreadableDocumentException refused) {
            return List.of();
        }
    }
}
