package org.zhengzhao.signing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.structure.Change.Kind;

/** Small files that promise much: entries and objects that every update would carry along. */
class HostileUpdatesTest {
    private static final int FIRST_NUMBER = 100;
    private static final int SIZE = 1_000_000;

    @Test
    void read_manyFreeEntriesThroughManyUpdates_areNotCarriedFurtherThanTheBudget() throws Exception {
        Raw document = new Raw().signed(200_000, false);
        for (int i = 0; i < 60; i++) {
            document.update(0, 1);
        }

        List<Change> changes = changes(document);

        assertThat(changes).extracting(Change::kind).contains(Kind.OCTETS);
    }

    @Test
    void read_manyUpdatesOfASmallDocument_areAllLookedAt() throws Exception {
        Raw document = new Raw().signed(1000, false);
        for (int i = 0; i < 900; i++) {
            document.update(0, 1);
        }

        assertThat(changes(document)).extracting(Change::kind).containsExactly(Kind.OTHER);
    }

    /** Each is a line of the report, for each signature before it. */
    @Test
    void read_objectsTakenAwayByTheThousand_areNotAllTold() throws Exception {
        Raw few = new Raw().signed(2000, true).update(FIRST_NUMBER, 2000);
        assertThat(changes(few)).hasSize(2000).extracting(Change::kind).containsOnly(Kind.OTHER);

        Raw many = new Raw().signed(60_000, true).update(FIRST_NUMBER, 60_000);
        assertThat(changes(many)).extracting(Change::kind).containsExactly(Kind.OCTETS);
    }

    /** One list of annotations for all pages: to be compared for each that an update writes anew. */
    @Test
    void read_manyPagesWithOneListOfAnnotations_areNotAllCompared() throws Exception {
        Raw few = new Raw().signed(100, true).pages(100);
        assertThat(changes(few)).extracting(Change::kind).containsExactly(Kind.OTHER);

        Raw many = new Raw().signed(600, true).pages(600);
        assertThat(changes(many)).extracting(Change::kind).containsExactly(Kind.OCTETS);
    }

    private static List<Change> changes(Raw document) throws MalformedPdfException {
        PdfStructure structure = PdfStructure.read(Bytes.of(document.out.toByteArray()));
        assertThat(structure.signatures()).hasSize(1);
        assertThat(structure.signatures().getFirst().problem()).isEmpty();
        return structure.signatures().getFirst().laterChanges();
    }

    /** A document written octet by octet. */
    private static final class Raw {
        private static final String PAGE = "<</Type/Page/Annots 7 0 R>>";

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int start;

        /**
         * With a signature field whose ranges are in form.
         *
         * @param numbers how many more numbers its cross-reference stream lists: free ones, or those of objects in a stream
         */
        Raw signed(int numbers, boolean packed) {
            write("%PDF-1.7\n");
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            row(rows, 0, 0, 0);
            object(rows, 1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]/SigFlags 3>>>>");
            object(rows, 2, "<</Type/Pages/Kids[]/Count 0>>");
            object(rows, 3, "<</FT/Sig/T(s)/V 4 0 R>>");
            int signature = out.size();
            object(
                    rows,
                    4,
                    "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 " + "_".repeat(30)
                            + "]/Contents<00000000>>>");
            if (packed) {
                object(rows, 5, container(numbers));
            } else {
                row(rows, 0, 0, 0);
            }
            ByteArrayOutputStream annotations = new ByteArrayOutputStream();
            object(annotations, 7, "[" + "null ".repeat(1000) + "]");
            row(rows, 1, out.size(), 0);
            rows.writeBytes(annotations.toByteArray());
            for (int i = 0; i < numbers; i++) {
                row(rows, packed ? 2 : 0, packed ? 5 : 0, packed ? i : 0);
            }
            start = out.size();
            write("6 0 obj\n<</Type/XRef/Size " + SIZE + "/W[1 4 3]/Index[0 8 " + FIRST_NUMBER + " " + numbers
                    + "]/Root 1 0 R/Length " + rows.size() + ">>\nstream\n");
            out.writeBytes(rows.toByteArray());
            write("\nendstream\nendobj\n");
            end();
            ranges(signature);
            return this;
        }

        private static String container(int numbers) {
            StringBuilder header = new StringBuilder();
            for (int i = 0; i < numbers; i++) {
                header.append(FIRST_NUMBER + i).append(" 0 ");
            }
            return "<</Type/ObjStm/N " + numbers + "/First " + header.length() + "/Length "
                    + (header.length() + PAGE.length()) + ">>\nstream\n" + header + PAGE + "\nendstream";
        }

        private void ranges(int signature) {
            byte[] octets = out.toByteArray();
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            int from = text.indexOf("/Contents<", signature) + "/Contents".length();
            int to = text.indexOf('>', from) + 1;
            String ranges = String.format("%-10d%-10d%-10d", from, to, octets.length - to);
            System.arraycopy(ranges.getBytes(StandardCharsets.ISO_8859_1), 0, octets, text.indexOf('_', signature), 30);
            out.reset();
            out.writeBytes(octets);
        }

        /** An update that says of so many numbers that they are free. */
        Raw update(int first, int count) {
            int previous = start;
            start = out.size();
            write("xref\n" + first + " " + count + "\n" + "0000000000 65535 f \n".repeat(count) + "trailer\n<</Size "
                    + SIZE + "/Root 1 0 R/Prev " + previous + ">>\n");
            end();
            return this;
        }

        /** An update that writes so many of the objects in the stream anew, as they were. */
        Raw pages(int count) {
            StringBuilder table = new StringBuilder("xref\n" + FIRST_NUMBER + " " + count + "\n");
            for (int i = 0; i < count; i++) {
                table.append(String.format("%010d 00000 n \n", out.size()));
                write((FIRST_NUMBER + i) + " 0 obj\n" + PAGE + "\nendobj\n");
            }
            int previous = start;
            start = out.size();
            write(table + "trailer\n<</Size " + SIZE + "/Root 1 0 R/Prev " + previous + ">>\n");
            end();
            return this;
        }

        private void end() {
            write("startxref\n" + start + "\n%%EOF\n");
        }

        private void object(ByteArrayOutputStream rows, int number, String content) {
            row(rows, 1, out.size(), 0);
            write(number + " 0 obj\n" + content + "\nendobj\n");
        }

        private static void row(ByteArrayOutputStream rows, int type, int second, int third) {
            rows.writeBytes(ByteBuffer.allocate(8)
                    .put((byte) type)
                    .putInt(second)
                    .put((byte) (third >> 16))
                    .putShort((short) third)
                    .array());
        }

        private void write(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
