package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** Decodes streams with a limit: PDFBox itself decodes a stream to its end, however long that gets. */
final class PdfStream {
    private PdfStream() {}

    /** The filter of a stream: one of none, Flate without predictor, DCT; empty for any other or several. */
    static Optional<String> filter(COSStream stream) {
        if (stream.getDictionaryObject(COSName.DECODE_PARMS) != null) {
            return Optional.empty();
        }
        COSBase filters = stream.getDictionaryObject(COSName.FILTER);
        if (filters == null || filters instanceof COSArray none && none.size() == 0) {
            return Optional.of("");
        }
        if (filters instanceof COSArray array && array.size() == 1) {
            filters = array.getObject(0);
        }
        return filters instanceof COSName name ? Optional.of(name.getName()) : Optional.empty();
    }

    /** Whether the octets are deflated, or plain; empty where the filter is another. */
    static Optional<Boolean> isDeflated(COSStream stream) {
        return filter(stream)
                .filter(name -> name.isEmpty() || name.equals(COSName.FLATE_DECODE.getName()))
                .map(name -> !name.isEmpty());
    }

    /** The decoded octets; empty where they are more than {@code most} or the filter is another than Flate. */
    static Optional<byte[]> decoded(COSStream stream, int most) throws IOException {
        Optional<Boolean> deflated = isDeflated(stream);
        if (deflated.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream raw = stream.createRawInputStream();
                InputStream plain = deflated.get() ? new InflaterInputStream(raw) : raw) {
            byte[] octets = plain.readNBytes(most + 1);
            return octets.length > most ? Optional.empty() : Optional.of(octets);
        }
    }
}
