package org.zhengzhao.signing.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.zhengzhao.schema.bytes.Bytes;

/** Hashes of a Merkle tree over SHA-256 (RFC 9162 §2.1.1). */
public final class MerkleHash {
    /** Octets of a hash. */
    public static final int OCTETS = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleHash() {}

    /** Of a tree without leaves. */
    public static Bytes empty() {
        return Bytes.of(sha256().digest());
    }

    /** Of an entry of the log. */
    public static Bytes leaf(Bytes entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return Bytes.of(digest.digest(entry.toArray()));
    }

    static Bytes node(Bytes left, Bytes right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.toArray());
        return Bytes.of(digest.digest(right.toArray()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
