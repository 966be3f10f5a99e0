package org.zhengzhao.registry.vault;

import java.security.Provider;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.zhengzhao.schema.bytes.Bytes;

/** A master key in a token, as the tests of tokens use it. */
public final class TokenMasterKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final UUID ID = new UUID(1, 2);

    private final MasterKey master;

    public TokenMasterKey(SecretKey key, Provider token) {
        this.master = new MasterKey(ID, new AuthenticatedCipher(EncryptionSuite.AES_256_GCM, key, token));
    }

    public Bytes wrap(Bytes dataKey) {
        return master.wrap(3, EncryptionSuite.AES_256_GCM, dataKey, RANDOM);
    }

    /** The data key, or the reason why there is none. */
    public String unwrap(Bytes wrapped) {
        try {
            return master.unwrap(3, EncryptionSuite.AES_256_GCM, wrapped).toHex();
        } catch (UnreadableValueException refused) {
            return refused.reason().name();
        }
    }

    public Bytes proof() {
        return master.proof(RANDOM);
    }

    public boolean made(Bytes proof) {
        try {
            return master.made(proof);
        } catch (UnreadableValueException unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
