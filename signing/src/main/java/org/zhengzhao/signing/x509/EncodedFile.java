package org.zhengzhao.signing.x509;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/** What lies in a file as DER, as PEM (RFC 7468), or as Base64 without labels. Text that is none of them is left as it is. */
public final class EncodedFile {
    /** The longest text that is looked at. */
    public static final int MAX_TEXT = 24 * 1024 * 1024;

    private static final int MAX_BLOCKS = 2000;
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private EncodedFile() {}

    /** One element for each PEM block, or one for the whole file. */
    public static List<Bytes> blocks(Bytes file) {
        boolean binary = file.length() == 0 || file.at(0) == 0x30 || file.length() > MAX_TEXT;
        if (binary) {
            return List.of(file);
        }
        String text = file.toUtf8();
        List<Bytes> blocks = new ArrayList<>();
        int from = text.indexOf(BEGIN);
        while (from >= 0 && blocks.size() < MAX_BLOCKS) {
            int labelEnd = text.indexOf(DASHES, from + BEGIN.length());
            if (labelEnd < 0) {
                break;
            }
            String label = text.substring(from + BEGIN.length(), labelEnd);
            int to = text.indexOf("-----END " + label + DASHES, labelEnd);
            if (to < 0) {
                break;
            }
            blocks.add(decoded(text.substring(labelEnd + DASHES.length(), to), file));
            from = text.indexOf(BEGIN, to);
        }
        return blocks.isEmpty() ? List.of(decoded(text, file)) : List.copyOf(blocks);
    }

    private static Bytes decoded(String lines, Bytes otherwise) {
        try {
            return Bytes.of(Base64.getDecoder().decode(lines.replaceAll("[ \t\r\n]", "")));
        } catch (IllegalArgumentException notBase64) {
            return otherwise;
        }
    }
}
