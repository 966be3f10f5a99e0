package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cms.MalformedCmsException;
import org.zhengzhao.signing.cms.SignedMessageReader;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;

/** The CMS containers in the signatures of PDFs. */
class CmsFuzzTest {
    private static final SignedMessageReader READER = new SignedMessageReader(TestPki.PROVIDER);
    private static final Pattern CONTENTS = Pattern.compile("/Contents\\s*<([0-9A-Fa-f]{100,40000}?)(?:00)*>");

    static Stream<byte[]> seeds() {
        byte[] letter = TestPdf.letter(Seeds.KEY).build().toArray();
        return Stream.concat(Stream.of(letter), Seeds.files("pdf-signatures", 400_000, ".pdf"))
                .flatMap(CmsFuzzTest::contents)
                .limit(40);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyOctets_areASignedMessageOrRefused(byte[] octets) {
        Bytes given = Bytes.of(octets);
        try {
            assertThat(READER.read(given)).isNotNull();
            assertThat(SignedMessageReader.lengthOf(given)).isBetween(1, octets.length);
        } catch (MalformedCmsException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }

    private static Stream<byte[]> contents(byte[] pdf) {
        Matcher matcher = CONTENTS.matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        return matcher.results()
                .map(found -> found.group(1))
                .map(digits -> digits.substring(0, digits.length() & ~1))
                .map(HexFormat.of()::parseHex);
    }
}
