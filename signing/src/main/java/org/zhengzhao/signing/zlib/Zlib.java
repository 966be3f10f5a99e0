package org.zhengzhao.signing.zlib;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.zhengzhao.schema.bytes.Bytes;

/** zlib, RFC 1950. */
public final class Zlib {
    private static final int FIRST_ROOM = 8192;

    private Zlib() {}

    /** Compresses as far as it goes. */
    public static Bytes compress(byte[] octets) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(octets);
            deflater.finish();
            byte[] room = new byte[FIRST_ROOM];
            int length = 0;
            while (!deflater.finished()) {
                if (length == room.length) {
                    room = Arrays.copyOf(room, 2 * room.length);
                }
                length += deflater.deflate(room, length, room.length - length);
            }
            return Bytes.of(Arrays.copyOf(room, length));
        } finally {
            deflater.end();
        }
    }

    /**
     * Expands exactly one stream with nothing after it. No more room is taken than the content needs, twice over, and never
     * more than the limit.
     *
     * @param most octets of the content
     */
    public static byte[] expand(Bytes compressed, int most) throws MalformedZlibException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed.toArray());
            byte[] room = new byte[Math.min(FIRST_ROOM, most + 1)];
            int length = 0;
            while (!inflater.finished()) {
                if (length > most) {
                    throw new MalformedZlibException(true);
                }
                if (length == room.length) {
                    room = Arrays.copyOf(room, (int) Math.min(2L * room.length, most + 1L));
                }
                int more = inflater.inflate(room, length, room.length - length);
                if (more == 0 && !inflater.finished()) {
                    // It ends early, or asks for a preset dictionary.
                    throw new MalformedZlibException(false);
                }
                length += more;
            }
            if (length > most) {
                throw new MalformedZlibException(true);
            }
            if (inflater.getRemaining() != 0) {
                throw new MalformedZlibException(false);
            }
            return Arrays.copyOf(room, length);
        } catch (DataFormatException broken) {
            throw new MalformedZlibException(false);
        } finally {
            inflater.end();
        }
    }
}
