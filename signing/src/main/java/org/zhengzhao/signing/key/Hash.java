package org.zhengzhao.signing.key;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/** Hash functions of the suites: a closed list. */
public enum Hash {
    SHA_256("SHA-256", 32),
    SHA_384("SHA-384", 48),
    SHA_512("SHA-512", 64),
    /** GB/T 32905. */
    SM3("SM3", 32);

    private final String javaName;
    private final int octets;

    Hash(String javaName, int octets) {
        this.javaName = javaName;
        this.octets = octets;
    }

    /** Octets of a digest. */
    public int octets() {
        return octets;
    }

    public Bytes of(Bytes message, Provider provider) {
        return of(List.of(ByteBuffer.wrap(message.toArray())), provider);
    }

    /**
     * The digest of several parts, one after the other, without putting them together first.
     *
     * @param provider Bouncy Castle, for SM3
     */
    public Bytes of(List<ByteBuffer> parts, Provider provider) {
        try {
            // Every Java platform has SHA-2, and some made of the processor's own instructions.
            MessageDigest digest =
                    this == SM3 ? MessageDigest.getInstance(javaName, provider) : MessageDigest.getInstance(javaName);
            parts.forEach(part -> digest.update(part.duplicate()));
            return Bytes.of(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Java and Bouncy Castle have every hash of the list", impossible);
        }
    }
}
