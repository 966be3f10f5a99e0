package org.zhengzhao.schema.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
    /** Octets of a digest. */
    public static final int LENGTH = 32;

    private static final int PIECE = 64 * 1024;

    private Sha256() {}

    public static Bytes of(byte[] octets) {
        return of(ByteBuffer.wrap(octets));
    }

    public static Bytes of(Bytes octets) {
        return of(octets.toArray());
    }

    /** The digest of everything that is left in a stream, a piece at a time. */
    public static Bytes of(InputStream stream) throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[PIECE];
        for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
            digest.update(piece, 0, read);
        }
        return Bytes.of(digest.digest());
    }

    /** The digest of several parts, one after the other, without putting them together first. */
    public static Bytes of(ByteBuffer... parts) {
        MessageDigest digest = digest();
        for (ByteBuffer part : parts) {
            digest.update(part);
        }
        return Bytes.of(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
