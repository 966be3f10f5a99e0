package org.zhengzhao.product.judges;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * One signature or document timestamp of a PDF as its byte range has it: for programs that know CMS and not PDF.
 *
 * @param gapStart offset of the {@code <} that opens the container
 */
record SignedPart(int gapStart, Bytes container, Optional<Bytes> covered) {
    private static final Pattern RANGE =
            Pattern.compile("/ByteRange\\s*\\[\\s*(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s*]");

    /** All in their order in the file. Nothing is covered where the range ends behind the file. */
    static List<SignedPart> all(Bytes pdf) {
        byte[] octets = pdf.toArray();
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        List<SignedPart> parts = new ArrayList<>();
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            int first = Integer.parseInt(range.group(2));
            int second = Integer.parseInt(range.group(3));
            int length = Integer.parseInt(range.group(4));
            byte[] padded = HexFormat.of().parseHex(text.substring(first + 1, second - 1));
            Optional<Bytes> covered = Optional.empty();
            if (second + length <= octets.length) {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.write(octets, 0, first);
                both.write(octets, second, length);
                covered = Optional.of(Bytes.of(both.toByteArray()));
            }
            parts.add(new SignedPart(first, Bytes.of(withoutPadding(padded)), covered));
        }
        return parts;
    }

    /** A DER sequence with a length of two octets. */
    private static byte[] withoutPadding(byte[] padded) {
        if (padded[0] != 0x30 || padded[1] != (byte) 0x82) {
            throw new AssertionError("no container of a usual length");
        }
        return Arrays.copyOf(padded, 4 + (padded[2] & 0xFF) * 256 + (padded[3] & 0xFF));
    }
}
