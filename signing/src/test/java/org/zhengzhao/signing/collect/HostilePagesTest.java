package org.zhengzhao.signing.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.testkit.Samples;

/** Pages that are small in the file, and endless to read. The work is counted: each stream knows how often it was opened. */
class HostilePagesTest {
    private static final int MOST_OCTETS = 8 * 1024 * 1024;
    private static final int MOST_TEXT = 4 * 1024 * 1024;
    private static final int PAGES = 110;
    private static final String MAP_OF_ALL = "1 beginbfrange <0000> <FFFF> <0000> endbfrange ";

    @Test
    void compare_oneStreamOnAllPagesBeyondTheLimit_isInflatedOnce() throws Exception {
        CountedStream stream = CountedStream.deflated(" ".repeat(MOST_OCTETS + 1));
        compare(stream);
        assertThat(stream.opened).isEqualTo(1);
    }

    @Test
    void compare_oneStreamOnAllPages_isReadUntilTheLimitOfAllTogether() throws Exception {
        CountedStream stream = CountedStream.deflated(" ".repeat(MOST_OCTETS / 4));
        compare(stream);
        assertThat(stream.opened).isEqualTo(4);
    }

    /** Blocks of deflate that hold nothing: no octet comes out, however many go in. */
    @Test
    void compare_streamThatInflatesToNothing_isReadUntilTheLimitToo() throws Exception {
        CountedStream stream = CountedStream.ofNothing(MOST_OCTETS / 4);
        compare(stream);
        assertThat(stream.opened).isEqualTo(4);
    }

    @Test
    void compare_streamsOfAnotherFilter_areLeftOut() throws Exception {
        CountedStream stream = CountedStream.deflated(" ");
        stream.setItem(COSName.FILTER, COSName.LZW_DECODE);
        compare(stream);
        assertThat(stream.opened).isZero();
    }

    @Test
    void read_manyFontsWithLargeMaps_areReadUntilTheLimitOfAllTogether() throws Exception {
        COSDictionary fonts = new COSDictionary();
        CountedStream[] maps = new CountedStream[100];
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < maps.length; i++) {
            maps[i] = CountedStream.deflated(MAP_OF_ALL + " ".repeat(1024 * 1024));
            fonts.setItem(COSName.getPDFName("F" + i), font(maps[i]));
            content.append("/F").append(i).append(" 1 Tf <0041> Tj ");
        }
        ContentText text = new ContentText();

        text.read(content.toString().getBytes(StandardCharsets.US_ASCII), resources(fonts));

        int opened = 0;
        for (CountedStream map : maps) {
            opened += map.opened;
        }
        assertThat(text.toString()).startsWith("AAA").hasSizeLessThan(10);
        assertThat(opened).isBetween(4, 10);
    }

    @Test
    void read_codeThatStandsForALongText_endsWithTheMostText() throws Exception {
        String map = "1 beginbfchar <0001> <" + "0041".repeat(100_000) + "> endbfchar";
        COSDictionary fonts = new COSDictionary();
        fonts.setItem(COSName.getPDFName("F"), font(CountedStream.deflated(map)));
        ContentText text = new ContentText();

        text.read(("/F 1 Tf <" + "0001".repeat(1000) + "> Tj").getBytes(StandardCharsets.US_ASCII), resources(fonts));

        assertThat(text.toString().length()).isBetween(MOST_TEXT, MOST_TEXT + 100_000);
    }

    private static void compare(COSStream content) throws IOException {
        try (PDDocument document = new PDDocument()) {
            COSArray contents = new COSArray();
            for (int i = 0; i < PAGES; i++) {
                contents.add(content);
            }
            for (int i = 0; i < PAGES; i++) {
                PDPage page = new PDPage();
                page.getCOSObject().setItem(COSName.CONTENTS, contents);
                document.addPage(page);
            }
            assertThat(PageTexts.compare(document, Samples.content(), JsonValue.Members.EMPTY)
                            .missing())
                    .isNotEmpty();
        }
    }

    private static COSDictionary font(COSStream map) {
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setItem(COSName.TO_UNICODE, map);
        return font;
    }

    private static COSDictionary resources(COSDictionary fonts) {
        COSDictionary resources = new COSDictionary();
        resources.setItem(COSName.FONT, fonts);
        return resources;
    }

    private static final class CountedStream extends COSStream {
        private static final int TOO_OFTEN = 200;

        private int opened;

        static CountedStream deflated(String content) throws IOException {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            try (OutputStream deflater = new DeflaterOutputStream(octets)) {
                deflater.write(content.getBytes(StandardCharsets.US_ASCII));
            }
            return of(octets.toByteArray());
        }

        static CountedStream ofNothing(int length) throws IOException {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            octets.writeBytes(new byte[] {0x78, 0x01});
            while (octets.size() < length - 9) {
                octets.writeBytes(new byte[] {0, 0, 0, -1, -1});
            }
            octets.writeBytes(new byte[] {1, 0, 0, -1, -1, 0, 0, 0, 1});
            return of(octets.toByteArray());
        }

        private static CountedStream of(byte[] raw) throws IOException {
            CountedStream stream = new CountedStream();
            try (OutputStream out = stream.createRawOutputStream()) {
                out.write(raw);
            }
            stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            return stream;
        }

        @Override
        public InputStream createRawInputStream() throws IOException {
            assertThat(++opened).as("opened").isLessThan(TOO_OFTEN);
            return super.createRawInputStream();
        }
    }
}
