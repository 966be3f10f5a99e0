package org.zhengzhao.schema.type;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * A field that holds a picture.
 *
 * @param maxOctets longest picture, decoded
 * @param maxWidth widest picture, in pixels
 * @param maxHeight highest picture, in pixels
 */
public record PictureField(String name, PictureFormat format, int maxOctets, int maxWidth, int maxHeight) {
    /** 50 KB is what the construction ministry asks of certificate photos; it is also what we take where a type is silent. */
    static final int DEFAULT_OCTETS = 50 * 1024;

    static final int DEFAULT_PIXELS = 2_000;
    static final int LIMIT_OCTETS = 1024 * 1024;
    static final int LIMIT_PIXELS = 8_000;

    /** How a license content names a picture: by the SHA-256 of its octets. */
    public static String reference(Bytes octets) {
        return "sha-256:" + Sha256.of(octets).toHex();
    }

    public PictureField {
        Objects.requireNonNull(name);
        Objects.requireNonNull(format);
    }
}
