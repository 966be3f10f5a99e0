package org.zhengzhao.registry.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import org.zhengzhao.registry.vault.UnreadableValueException.Reason;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The key under which data keys are stored. It wraps some data keys in its life, each under a nonce of its own drawn at random.
 *
 * @param id of its row; part of what a wrapped key is bound to
 */
record MasterKey(UUID id, AuthenticatedCipher cipher) {
    private static final String WRAPS = "data_key.wrapped";
    private static final String PROVES = "master_key.proof";
    private static final Bytes PROVEN = Bytes.utf8("zhengzhao master key");

    /** A data key, encrypted, and bound to its number, its suite and this master key. */
    Bytes wrap(int number, EncryptionSuite suite, Bytes dataKey, SecureRandom random) {
        return Envelope.write(cipher, number, nonce(random), place(WRAPS, suite.code()), dataKey);
    }

    Bytes unwrap(int number, EncryptionSuite suite, Bytes wrapped) throws UnreadableValueException {
        Envelope envelope = Envelope.read(wrapped.toArray());
        if (envelope.keyNumber() != number) {
            throw new UnreadableValueException(Reason.UNKNOWN_KEY);
        }
        return envelope.decrypt(cipher, place(WRAPS, suite.code()));
    }

    /** Something by which another key of the same name is told from this one. */
    Bytes proof(SecureRandom random) {
        return Envelope.write(cipher, 0, nonce(random), place(PROVES, 0), PROVEN);
    }

    /**
     * Whether it is the key that made that proof.
     *
     * @throws UnreadableValueException if the place where the key is does not answer
     */
    boolean made(Bytes proof) throws UnreadableValueException {
        try {
            return Envelope.read(proof.toArray())
                    .decrypt(cipher, place(PROVES, 0))
                    .equals(PROVEN);
        } catch (UnreadableValueException another) {
            if (another.reason() == Reason.KEY_UNUSABLE) {
                throw another;
            }
            return false;
        }
    }

    static byte[] nonce(SecureRandom random) {
        byte[] nonce = new byte[AuthenticatedCipher.NONCE_OCTETS];
        random.nextBytes(nonce);
        return nonce;
    }

    private byte[] place(String purpose, int code) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 2 + 2 * Long.BYTES)
                .put(name)
                .put((byte) 0)
                .put((byte) code)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
