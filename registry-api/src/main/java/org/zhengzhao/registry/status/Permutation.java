package org.zhengzhao.registry.status;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Which index a slot stands for: the places of a list, shuffled by a key stream (Fisher and Yates; AES in counter mode). All nodes
 * compute the same from the same key; without it the index of the next license cannot be told from those before.
 */
final class Permutation {
    static final int KEY_OCTETS = 16;
    private static final int BLOCK = 8192;
    private static final long ALL = 1L << 32;

    private final int[] indices;

    private Permutation(int[] indices) {
        this.indices = indices;
    }

    static Permutation of(Bytes key, int size) {
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            indices[i] = i;
        }
        KeyStream stream = new KeyStream(key);
        for (int i = size - 1; i > 0; i--) {
            int other = stream.below(i + 1);
            int kept = indices[i];
            indices[i] = indices[other];
            indices[other] = kept;
        }
        return new Permutation(indices);
    }

    int index(int slot) {
        return indices[slot];
    }

    /** Numbers from a key. */
    private static final class KeyStream {
        private final Cipher cipher;
        private final byte[] zeros = new byte[BLOCK];
        private ByteBuffer left = ByteBuffer.allocate(0);

        KeyStream(Bytes key) {
            try {
                cipher = Cipher.getInstance("AES/CTR/NoPadding");
                cipher.init(
                        Cipher.ENCRYPT_MODE,
                        new SecretKeySpec(key.toArray(), "AES"),
                        new IvParameterSpec(new byte[KEY_OCTETS]));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java has AES", impossible);
            }
        }

        /** Each number below that one is equally likely: what lies in the incomplete last round is thrown away. */
        int below(int bound) {
            long complete = ALL - ALL % bound;
            long number = next();
            while (number >= complete) {
                number = next();
            }
            return (int) (number % bound);
        }

        private long next() {
            if (left.remaining() < Integer.BYTES) {
                left = ByteBuffer.wrap(cipher.update(zeros));
            }
            return Integer.toUnsignedLong(left.getInt());
        }
    }
}
