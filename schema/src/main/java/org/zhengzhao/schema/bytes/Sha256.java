package org.zhengzhao.schema.bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
    /** Octets of a digest. */
    public static final int LENGTH = 32;

    private Sha256() {}

    public static Bytes of(byte[] octets) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    public static Bytes of(Bytes octets) {
        return of(octets.toArray());
    }
}
