package org.zhengzhao.registry.vault;

import java.util.UUID;
import org.zhengzhao.registry.vault.UnreadableValueException.Reason;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A key that encrypts values.
 *
 * @param number names it in each value
 */
record DataKey(int number, AuthenticatedCipher cipher) {
    /**
     * @param nonce must never have been used with this key
     */
    Bytes encrypt(EncryptedColumn column, UUID row, Bytes clear, byte[] nonce) {
        return Envelope.write(cipher, number, nonce, column.place(row), clear);
    }

    Bytes decrypt(EncryptedColumn column, UUID row, Envelope stored) throws UnreadableValueException {
        if (stored.keyNumber() != number) {
            throw new UnreadableValueException(Reason.UNKNOWN_KEY);
        }
        return stored.decrypt(cipher, column.place(row));
    }
}
