package org.zhengzhao.signing.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSStream;

/**
 * Decodes streams until they have cost so many octets, all together. A stream costs the more of what goes into it and what comes
 * out, and each time anew: one stream may stand in many places, and one that is too long is too long in all of them.
 */
final class StreamBudget {
    private int left;

    StreamBudget(int octets) {
        this.left = octets;
    }

    /** Whether nothing more is decoded. */
    boolean isSpent() {
        return left <= 0;
    }

    /** The decoded octets; none where the filter is not one that is read, where they are too long, and ever after that. */
    byte[] decode(COSStream stream) throws IOException {
        Optional<Boolean> deflated = PdfStream.isDeflated(stream);
        if (isSpent() || deflated.isEmpty()) {
            return new byte[0];
        }
        byte[] raw;
        try (InputStream encoded = stream.createRawInputStream()) {
            raw = encoded.readNBytes(left);
        }
        byte[] octets = raw;
        if (deflated.get() && raw.length < left) {
            try (InputStream plain = new InflaterInputStream(new ByteArrayInputStream(raw))) {
                octets = plain.readNBytes(left);
            }
        }
        left -= Math.max(raw.length, octets.length);
        return isSpent() ? new byte[0] : octets;
    }
}
