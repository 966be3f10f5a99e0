package org.zhengzhao.registry.vault;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.zhengzhao.registry.vault.UnreadableValueException.Reason;
import org.zhengzhao.schema.bytes.Bytes;

/** One key of a suite, in memory or in a token, and what it does: encrypt and authenticate. */
final class AuthenticatedCipher {
    static final int NONCE_OCTETS = 12;
    static final int TAG_OCTETS = 16;

    private final EncryptionSuite suite;
    private final SecretKey key;
    private final Provider provider;

    /**
     * @param provider where the key is
     */
    AuthenticatedCipher(EncryptionSuite suite, SecretKey key, Provider provider) {
        this.suite = suite;
        this.key = key;
        this.provider = provider;
    }

    /** A key in memory. */
    static AuthenticatedCipher of(EncryptionSuite suite, Bytes key, CipherProviders providers) {
        if (key.length() != suite.keyOctets()) {
            throw new IllegalArgumentException("a key of " + suite + " has " + suite.keyOctets() + " octets");
        }
        return new AuthenticatedCipher(suite, new SecretKeySpec(key.toArray(), suite.algorithm()), providers.of(suite));
    }

    EncryptionSuite suite() {
        return suite;
    }

    /** Encrypts into {@code target}, from {@code offset} on: as many octets as there are in clear, and the tag. */
    void encrypt(byte[] nonce, byte[] associated, byte[] clear, byte[] target, int offset) {
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(clear, 0, clear.length, target, offset);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IllegalStateException("a key of " + suite + " does not encrypt", failed);
        }
    }

    /** Decrypts what stands in {@code source} from {@code offset} to its end. */
    byte[] decrypt(byte[] nonce, byte[] associated, byte[] source, int offset) throws UnreadableValueException {
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, associated).doFinal(source, offset, source.length - offset);
        } catch (AEADBadTagException changed) {
            throw new UnreadableValueException(Reason.NOT_AUTHENTIC, changed);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new UnreadableValueException(Reason.KEY_UNUSABLE, failed);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(suite.transformation(), provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG_OCTETS * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "AuthenticatedCipher[" + suite + "]";
    }
}
