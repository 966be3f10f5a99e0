package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;

/** PDF files: only what was issued is valid. */
class PdfFuzzTest {
    private static final int MAX_SEED = 30_000;
    private static final Judged JUDGED = new Judged(Seeds.TRUST);
    private static final Bytes LICENSE =
            TestPdf.license(Samples.content(), Seeds.KEY).build();

    static Stream<byte[]> seeds() {
        List<byte[]> made = List.of(
                LICENSE.toArray(),
                TestPdf.license(Samples.content(), Seeds.KEY)
                        .withoutQr()
                        .build()
                        .toArray(),
                TestPdf.letter(Seeds.KEY).build().toArray(),
                TestPdf.license(Samples.content(), Seeds.KEY).unsigned().toArray());
        return Stream.concat(
                made.stream(),
                Stream.concat(Seeds.files("pdf-malformed", MAX_SEED), Seeds.files("pdf-signatures", MAX_SEED)));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "/ByteRange [0 ",
        "/Contents <",
        "/Type /Sig",
        "/SubFilter /ETSI.CAdES.detached",
        "/AcroForm ",
        "/Fields [",
        "/FT /Sig",
        "/V ",
        "/Kids [",
        "/Parent ",
        "/Prev ",
        "/XRefStm ",
        "startxref\\x0A",
        "%%EOF\\x0A",
        "trailer\\x0A<<",
        "xref\\x0A0 ",
        " 0 obj\\x0A",
        "endobj\\x0A",
        "stream\\x0A",
        "endstream\\x0A",
        "/Length ",
        "/Filter /FlateDecode",
        "/DecodeParms",
        "/ObjStm",
        "/EmbeddedFiles ",
        "/Names [",
        "/EF <<",
        "/UF ",
        "/AF [",
        "/XObject <<",
        "/Subtype /Image",
        "/Encrypt ",
        "/DSS <<",
        "/DocMDP",
        "/Root ",
        "/Pages ",
        "<<",
        ">>",
        " 0 R"
    })
    @FuzzTest(maxDuration = "20m")
    void verify_anyFile_isValidOnlyAsIssued(byte[] octets) {
        String head = Seeds.latin(Arrays.copyOf(octets, Math.min(1024, octets.length)));
        if (head.contains("%PDF-") && JUDGED.valid(octets)) {
            assertThat(Bytes.of(octets)).isEqualTo(LICENSE);
        }
    }
}
