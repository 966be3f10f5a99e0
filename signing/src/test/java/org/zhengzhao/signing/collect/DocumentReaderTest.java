package org.zhengzhao.signing.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestQr;
import org.zhengzhao.signing.trust.TrustStore;

class DocumentReaderTest {
    private final DocumentReader reader = new DocumentReader();

    @Test
    void read_whatIsNoDocument_isRefusedWithItsReason() {
        refused(new byte[0], Refusal.EMPTY);
        refused(Bytes.utf8(" \n").toArray(), Refusal.EMPTY);
        refused(new byte[DocumentReader.MAX_OCTETS + 1], Refusal.TOO_LARGE);
        refused(Bytes.utf8("hello").toArray(), Refusal.UNKNOWN_KIND);
        refused(new byte[] {'P', 'K', 3, 4}, Refusal.UNKNOWN_KIND);
        refused(Bytes.utf8("https://example.com/").toArray(), Refusal.UNKNOWN_KIND);
        refused(Bytes.utf8("RIFF....WEBPVP8 ").toArray(), Refusal.PICTURE_FORMAT);
        refused(Bytes.utf8("<svg xmlns='…'/>").toArray(), Refusal.PICTURE_FORMAT);
    }

    @Test
    void read_pictures_areRefusedWithTheirReason() {
        refused(TestQr.blank("png").toArray(), Refusal.NO_CODE);
        refused(TestQr.blank("jpg").toArray(), Refusal.NO_CODE);
        refused(TestQr.picture("png", "LX1:A", "LX1:B").toArray(), Refusal.SEVERAL_CODES);
        refused(TestQr.picture("png", "https://example.com/").toArray(), Refusal.NOT_OUR_CODE);
        refused(TestQr.picture("png", "LX1:A").slice(0, 200).toArray(), Refusal.PICTURE_BROKEN);
        refused(hugePng(), Refusal.PICTURE_TOO_LARGE);
    }

    @Test
    void collect_brokenPdf_isRefused() {
        FactCollector collector = new FactCollector(TrustStore.of(List.of(), TestPki.PROVIDER), TestPki.PROVIDER);
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> collector.collect(reader.read(Bytes.utf8("%PDF-1.7\nnothing"))))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.PDF_BROKEN));
    }

    @Test
    void collect_malformedFilesOfOthers_endInFactsOrTheOneException() throws IOException {
        FactCollector collector = new FactCollector(TrustStore.of(List.of(), TestPki.PROVIDER), TestPki.PROVIDER);
        int looked = 0;
        for (String corpus : List.of("pdf-malformed", "images")) {
            try (Stream<Path> files = Files.walk(Corpus.require(corpus))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    looked++;
                    try {
                        assertThat(collector.collect(reader.read(Bytes.of(Files.readAllBytes(file)))))
                                .as(file.toString())
                                .isNotNull();
                    } catch (UnreadableDocumentException refused) {
                        assertThat(refused.refusal()).isNotNull();
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(80);
    }

    /** A PNG header that promises 50 000 × 50 000 pixels. */
    private static byte[] hugePng() {
        byte[] png = TestQr.blank("png").toArray();
        png[16] = 0;
        png[17] = 0;
        png[18] = (byte) 0xC3;
        png[19] = 0x50;
        png[20] = 0;
        png[21] = 0;
        png[22] = (byte) 0xC3;
        png[23] = 0x50;
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(png, 12, 17);
        for (int i = 0; i < 4; i++) {
            png[29 + i] = (byte) (sum.getValue() >> (24 - 8 * i));
        }
        return png;
    }

    private void refused(byte[] octets, Refusal refusal) {
        assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> reader.read(Bytes.of(octets)))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
