package org.zhengzhao.schema.type;

import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Width and height of a picture, read from its header without decoding it: a small file that claims a huge area is refused
 * before anything is allocated for it.
 */
record PictureSize(int width, int height) {
    private static final Bytes PNG_START = Bytes.hex("89504e470d0a1a0a0000000d49484452");

    /** The size; empty where the octets are no picture of that format. */
    static Optional<PictureSize> find(Bytes octets, PictureFormat format) {
        return switch (format) {
            case PNG -> png(octets);
            case JPEG -> jpeg(octets);
        };
    }

    /** PNG: signature, then the IHDR chunk, which begins with width and height. */
    private static Optional<PictureSize> png(Bytes octets) {
        int end = PNG_START.length() + 8;
        if (octets.length() < end || !octets.slice(0, PNG_START.length()).equals(PNG_START)) {
            return Optional.empty();
        }
        return positive(
                unsigned16(octets, 16) << 16 | unsigned16(octets, 18),
                unsigned16(octets, 20) << 16 | unsigned16(octets, 22));
    }

    /** JPEG: segments with a length each; the start of frame (SOF0 to SOF15) has height and width. */
    private static Optional<PictureSize> jpeg(Bytes octets) {
        if (octets.length() < 4 || unsigned16(octets, 0) != 0xFFD8) {
            return Optional.empty();
        }
        int at = 2;
        while (at + 9 <= octets.length() && (octets.at(at) & 0xFF) == 0xFF) {
            int marker = octets.at(at + 1) & 0xFF;
            if (startOfFrame(marker)) {
                return positive(unsigned16(octets, at + 7), unsigned16(octets, at + 5));
            }
            int length = unsigned16(octets, at + 2);
            if (length < 2) {
                return Optional.empty();
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    /** SOF0 to SOF15; 0xC4, 0xC8 and 0xCC in their midst are tables and an extension. */
    private static boolean startOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int unsigned16(Bytes octets, int at) {
        return (octets.at(at) & 0xFF) << 8 | octets.at(at + 1) & 0xFF;
    }

    private static Optional<PictureSize> positive(int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new PictureSize(width, height)) : Optional.empty();
    }
}
