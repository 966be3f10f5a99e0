package org.zhengzhao.signing.qr;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.qr.MalformedQrTextException.Reason;

/** zlib (RFC 1950) around a credential. Compressed octets begin with 0x78, plain ones with the tag of COSE_Sign1. */
final class Compression {
    private static final byte ZLIB = 0x78;

    private Compression() {}

    /** The octets compressed, or as they are where that is not shorter. */
    static Bytes shorter(Bytes plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(plain.toArray());
            deflater.finish();
            byte[] compressed = new byte[plain.length()];
            int length = deflater.deflate(compressed);
            Bytes shorter = Bytes.of(Arrays.copyOf(compressed, length));
            return deflater.finished() && length < plain.length() && isExpandedTo(plain, shorter) ? shorter : plain;
        } finally {
            deflater.end();
        }
    }

    /** Some compressors take shortcuts that {@link StrictInflater} does not forgive. */
    private static boolean isExpandedTo(Bytes plain, Bytes compressed) {
        try {
            return StrictInflater.expand(compressed, CoseSign1.MAX_OCTETS).equals(plain);
        } catch (MalformedDeflateException shortcut) {
            return false;
        }
    }

    static boolean isCompressed(Bytes octets) {
        return octets.length() > 0 && octets.at(0) == ZLIB;
    }

    /** Expands to at most {@link CoseSign1#MAX_OCTETS}. */
    static Bytes expand(Bytes compressed) throws MalformedQrTextException {
        try {
            return StrictInflater.expand(compressed, CoseSign1.MAX_OCTETS);
        } catch (MalformedDeflateException malformed) {
            throw new MalformedQrTextException(Reason.COMPRESSION);
        }
    }
}
