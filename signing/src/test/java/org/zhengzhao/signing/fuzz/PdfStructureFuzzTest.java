package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.structure.MalformedPdfException;
import org.zhengzhao.signing.structure.PdfStructure;
import org.zhengzhao.signing.testkit.TestPdf;

/** The revisions of PDF files, signatures in them and what later updates change. */
class PdfStructureFuzzTest {
    private static final int MAX_SEED = 30_000;

    static Stream<byte[]> seeds() {
        byte[] letter = TestPdf.letter(Seeds.KEY).build().toArray();
        return Stream.concat(
                Stream.of(letter),
                Stream.concat(Seeds.files("pdf-malformed", MAX_SEED), Seeds.files("pdf-signatures", MAX_SEED)));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "/ByteRange [0 ",
        "/Contents <",
        "/Type /Sig",
        "/AcroForm ",
        "/Fields [",
        "/FT /Sig",
        "/V ",
        "/Kids [",
        "/Parent ",
        "/Prev ",
        "/XRefStm ",
        "/Type /XRef",
        "/W [1 2 1]",
        "/Index [",
        "/Size ",
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
        "/DecodeParms <<",
        "/Predictor 12",
        "/Type /ObjStm",
        "/First ",
        "/Extends ",
        "/DSS <<",
        "/VRI <<",
        "/DocMDP",
        "/Perms <<",
        "/Reference [",
        "/FieldMDP",
        "/Root ",
        "/Pages ",
        "<<",
        ">>",
        " 0 R",
        "65535 f\\x20\\x0A"
    })
    @FuzzTest(maxDuration = "20m")
    void read_anyFile_hasAStructureOrIsRefused(byte[] octets) {
        try {
            PdfStructure structure = PdfStructure.read(Bytes.of(octets));

            assertThat(structure.signatures()).hasSizeLessThanOrEqualTo(100);
        } catch (MalformedPdfException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }
}
