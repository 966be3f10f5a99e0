package org.zhengzhao.signing.collect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.zhengzhao.signing.verify.PdfFacts.PdfSignature;

/** Reads a signature dictionary and compares it with the octets of the file. */
final class PdfSignatureReader {
    private static final byte[] CONTENTS = "/Contents".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_CONTENTS = 256 * 1024;
    private static final String SUB_FILTER = "ETSI.CAdES.detached";

    private final CmsReader cmsReader;

    PdfSignatureReader(CmsReader cmsReader) {
        this.cmsReader = cmsReader;
    }

    /**
     * The two ranges of a signature: from the start of the file to {@code gapStart}, and {@code length} octets from
     * {@code gapEnd}.
     */
    private record Range(int gapStart, int gapEnd, int length) {
        long end() {
            return (long) gapEnd + length;
        }
    }

    PdfSignature read(COSDictionary dictionary, byte[] file) {
        Optional<Range> range = range(dictionary, file.length);
        if (range.isEmpty()) {
            return new PdfSignature(Optional.of("ByteRange"), file.length, Optional.empty(), Optional.empty());
        }
        // Not dereferenced: contents that are an object of their own can be exchanged.
        if (!(dictionary.getItem(COSName.CONTENTS) instanceof COSString contents)
                || !isGap(contents.getBytes(), range.get(), file)) {
            return new PdfSignature(Optional.of("Contents"), file.length, Optional.empty(), Optional.empty());
        }
        long uncovered = file.length - range.get().end();
        List<ByteBuffer> covered = List.of(
                ByteBuffer.wrap(file, 0, range.get().gapStart()),
                ByteBuffer.wrap(
                        file,
                        range.get().gapEnd(),
                        (int) range.get().end() - range.get().gapEnd()));
        CmsReader.Reading cms = cmsReader.read(contents.getBytes(), covered);
        Optional<String> format = SUB_FILTER.equals(dictionary.getNameAsString(COSName.SUB_FILTER))
                ? cms.problem()
                : Optional.of("SubFilter");
        return new PdfSignature(Optional.empty(), uncovered, format, cms.cms());
    }

    private static Optional<Range> range(COSDictionary dictionary, int fileLength) {
        if (!(dictionary.getItem(COSName.BYTERANGE) instanceof COSArray array) || array.size() != 4) {
            return Optional.empty();
        }
        long[] values = new long[4];
        for (int i = 0; i < 4; i++) {
            if (!(array.get(i) instanceof COSInteger integer)) {
                return Optional.empty();
            }
            values[i] = integer.longValue();
        }
        boolean ordered = values[0] == 0
                && values[1] > 0
                && values[2] > values[1] + 1
                && values[2] <= fileLength
                && values[3] >= 0
                && values[3] <= fileLength - values[2];
        return ordered ? Optional.of(new Range((int) values[1], (int) values[2], (int) values[3])) : Optional.empty();
    }

    /**
     * Whether the gap is the contents value and nothing else: after the key, in angle brackets, hexadecimal digits of one case
     * without white space. Anything looser would leave octets that no signature covers and that mean nothing.
     */
    private static boolean isGap(byte[] contents, Range range, byte[] file) {
        int from = range.gapStart() + 1;
        int to = range.gapEnd() - 1;
        if (contents.length > MAX_CONTENTS
                || to - from != contents.length * 2
                || file[range.gapStart()] != '<'
                || file[to] != '>'
                || !followsKey(range.gapStart(), file)) {
            return false;
        }
        boolean lower = false;
        boolean upper = false;
        for (int i = from; i < to; i++) {
            int c = file[i];
            lower |= c >= 'a' && c <= 'f';
            upper |= c >= 'A' && c <= 'F';
            int digit = c < 0 ? -1 : Character.digit((char) c, 16);
            int expected = contents[(i - from) / 2] >> ((i - from) % 2 == 0 ? 4 : 0) & 0xF;
            if (digit != expected) {
                return false;
            }
        }
        return !(lower && upper);
    }

    private static boolean followsKey(int position, byte[] file) {
        int end = position;
        while (end > 0 && (file[end - 1] == ' ' || file[end - 1] == '\n' || file[end - 1] == '\r')) {
            end--;
        }
        return end >= CONTENTS.length && Arrays.equals(file, end - CONTENTS.length, end, CONTENTS, 0, CONTENTS.length);
    }
}
