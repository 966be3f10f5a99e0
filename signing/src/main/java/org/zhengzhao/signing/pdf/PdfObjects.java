package org.zhengzhao.signing.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** Makes the streams of one document. */
final class PdfObjects {
    /** Takes two thirds of the default level's time for 1% more; a QR symbol's repeated rows a fifth. */
    private static final int USUAL = 4;

    private final COSDocument document;

    PdfObjects(COSDocument document) {
        this.document = document;
    }

    /** A stream that is written as an indirect object with its octets deflated. */
    COSStream deflated(byte[] octets) throws IOException {
        return ofDeflated(deflate(octets, USUAL));
    }

    /** The same for what hardly gets shorter, however long one tries: outlines of glyphs. */
    COSStream quicklyDeflated(byte[] octets) throws IOException {
        return ofDeflated(deflate(octets, Deflater.BEST_SPEED));
    }

    /** A stream of octets that were deflated before, and perhaps for many documents at once. */
    COSStream ofDeflated(byte[] deflated) throws IOException {
        COSStream stream = raw(deflated);
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        return stream;
    }

    COSStream raw(byte[] octets) throws IOException {
        COSStream stream = document.createCOSStream();
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(octets);
        }
        return stream;
    }

    /** Marks a dictionary to be written as an object of its own. */
    COSDictionary indirect(COSDictionary dictionary) {
        dictionary.setDirect(false);
        return dictionary;
    }

    static COSArray array(COSBase... items) {
        COSArray array = new COSArray();
        for (COSBase item : items) {
            array.add(item);
        }
        return array;
    }

    /** Deflates what is kept and used for many documents. */
    static byte[] deflate(byte[] octets) {
        return deflate(octets, Deflater.BEST_COMPRESSION);
    }

    private static byte[] deflate(byte[] octets, int level) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(octets);
            deflater.finish();
            byte[] room = new byte[octets.length + octets.length / 1000 + 64];
            int length = deflater.deflate(room);
            if (!deflater.finished()) {
                throw new IllegalStateException("deflate needs more room than it ever may");
            }
            return Arrays.copyOf(room, length);
        } finally {
            deflater.end();
        }
    }
}
