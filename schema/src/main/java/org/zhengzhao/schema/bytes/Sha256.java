package org.zhengzhao.schema.bytes;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
    /** Octets of a digest. */
    public static final int LENGTH = 32;

    private Sha256() {}

    public static Bytes of(byte[] octets) {
        return of(ByteBuffer.wrap(octets));
    }

    public static Bytes of(Bytes octets) {
        return of(octets.toArray());
    }

    /** The digest of several parts, one after the other, without putting them together first. */
    public static Bytes of(ByteBuffer... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ByteBuffer part : parts) {
                digest.update(part);
            }
            return Bytes.of(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
