package org.zhengzhao.signing.qr;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.qr.MalformedQrTextException.Reason;

/** zlib (RFC 1950) around a credential. Compressed octets begin with 0x78, plain ones with the tag of COSE_Sign1. */
final class Compression {
    private static final byte ZLIB = 0x78;
    private static final int ADLER_LENGTH = 4;

    private Compression() {}

    /** The octets compressed, or as they are where that is not shorter. */
    static Bytes shorter(Bytes plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(plain.toArray());
            deflater.finish();
            byte[] compressed = new byte[plain.length()];
            int length = deflater.deflate(compressed);
            return deflater.finished() && length < plain.length() ? Bytes.of(Arrays.copyOf(compressed, length)) : plain;
        } finally {
            deflater.end();
        }
    }

    static boolean isCompressed(Bytes octets) {
        return octets.length() > 0 && octets.at(0) == ZLIB;
    }

    /** Expands to at most {@link CoseSign1#MAX_OCTETS}. */
    static Bytes expand(Bytes compressed) throws MalformedQrTextException {
        byte[] octets = compressed.toArray();
        Bytes plain = inflated(octets).orElseThrow(() -> new MalformedQrTextException(Reason.COMPRESSION));
        requireCleanPadding(octets, plain);
        return plain;
    }

    /**
     * The bits after the last code fill up an octet and mean nothing; they must be zero, or one credential had many texts.
     * A set bit that can be cleared without any effect is such a bit.
     */
    private static void requireCleanPadding(byte[] octets, Bytes plain) throws MalformedQrTextException {
        int last = octets.length - ADLER_LENGTH - 1;
        for (int bit = 0; bit < 8; bit++) {
            byte[] cleared = octets.clone();
            cleared[last] &= (byte) ~(1 << bit);
            if (cleared[last] != octets[last]
                    && inflated(cleared).filter(plain::equals).isPresent()) {
                throw new MalformedQrTextException(Reason.COMPRESSION);
            }
        }
    }

    private static Optional<Bytes> inflated(byte[] octets) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(octets);
            byte[] plain = new byte[CoseSign1.MAX_OCTETS + 1];
            int length = 0;
            while (!inflater.finished() && length < plain.length) {
                int more = inflater.inflate(plain, length, plain.length - length);
                if (more == 0 && !inflater.finished()) {
                    return Optional.empty(); // needs more input or a preset dictionary
                }
                length += more;
            }
            boolean whole = inflater.finished() && inflater.getRemaining() == 0 && length <= CoseSign1.MAX_OCTETS;
            return whole ? Optional.of(Bytes.of(Arrays.copyOf(plain, length))) : Optional.empty();
        } catch (DataFormatException broken) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
