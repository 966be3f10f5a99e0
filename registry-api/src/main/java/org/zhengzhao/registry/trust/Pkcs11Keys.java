package org.zhengzhao.registry.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.Pkcs11Token;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.UnusableKeyStoreException;

/** Private keys in a token behind a PKCS#11 library. They are made there, sign there, and cannot be read. */
final class Pkcs11Keys implements PrivateKeys {
    private static final int MAX_PIN_FILE = 256;

    private final Pkcs11Token token;
    private final SecureRandom random;
    private final Clock clock;

    private Pkcs11Keys(Pkcs11Token token, SecureRandom random, Clock clock) {
        this.token = token;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Opens a token.
     *
     * @param library the vendor's PKCS#11 library
     * @param slotIndex which of the slots that hold a token, from 0
     * @param pinFile holds the user PIN and nothing else; it is read now and not kept
     * @param provider Bouncy Castle
     */
    static Pkcs11Keys open(
            Path library, int slotIndex, Path pinFile, Provider provider, SecureRandom random, Clock clock) {
        char[] pin = pin(pinFile);
        try {
            return new Pkcs11Keys(Pkcs11Token.open(library, slotIndex, pin, provider), random, clock);
        } catch (UnusableKeyStoreException refused) {
            throw new IllegalStateException(
                    switch (refused.reason()) {
                        case WRONG_PIN -> "zhengzhao.keys.pkcs11.pin-file: the token refuses the PIN in it";
                        default -> "zhengzhao.keys.pkcs11: there is no token in slot " + slotIndex + " of " + library;
                    },
                    refused);
        } finally {
            Arrays.fill(pin, ' ');
        }
    }

    private static char[] pin(Path file) {
        try {
            if (Files.size(file) > MAX_PIN_FILE) {
                throw new IllegalStateException("zhengzhao.keys.pkcs11.pin-file holds more than a PIN");
            }
            return Files.readString(file).strip().toCharArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("zhengzhao.keys.pkcs11.pin-file cannot be read", unreadable);
        }
    }

    @Override
    public synchronized PublicKey create(String label, Suite suite) {
        try {
            return token.generate(label, suite, random, clock.instant()).publicKey();
        } catch (UnusableKeyStoreException refused) {
            throw new SigningFailedException("the token did not make a key: " + refused.reason(), refused);
        }
    }

    @Override
    public synchronized Optional<KeyHandle> find(String label, Suite suite, PublicKey publicKey) {
        try {
            return token.find(label)
                    .filter(key -> key.suite() == suite
                            && Arrays.equals(key.publicKey().getEncoded(), publicKey.getEncoded()))
                    .map(key -> key);
        } catch (UnusableKeyStoreException refused) {
            throw new SigningFailedException("the token does not answer: " + refused.reason(), refused);
        }
    }

    /** The AES key of that name. */
    synchronized Optional<TokenSecret> findSecret(String name) {
        try {
            return token.findSecret(name).map(key -> new TokenSecret(key, token.provider()));
        } catch (UnusableKeyStoreException refused) {
            throw new IllegalStateException("the token does not answer: " + refused.reason(), refused);
        }
    }

    /** Makes an AES key of 256 bits. */
    synchronized TokenSecret createSecret(String name) {
        try {
            return new TokenSecret(token.generateSecret(name, random), token.provider());
        } catch (UnusableKeyStoreException refused) {
            throw new IllegalStateException("the token did not make a key: " + refused.reason(), refused);
        }
    }
}
