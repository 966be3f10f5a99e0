package org.zhengzhao.signing.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Objects;

/** Makes key pairs of a suite. */
public final class SuiteKeyGenerator {
    private final Provider provider;
    private final SecureRandom random;

    /**
     * @param provider Bouncy Castle for keys in memory, a token's provider for keys in it
     */
    public SuiteKeyGenerator(Provider provider, SecureRandom random) {
        this.provider = Objects.requireNonNull(provider);
        this.random = Objects.requireNonNull(random);
    }

    /**
     * @throws SigningFailedException if the provider does not make such keys
     */
    public KeyPair generate(Suite suite) {
        try {
            return JavaAlgorithms.generator(suite, provider, random).generateKeyPair();
        } catch (GeneralSecurityException | java.security.ProviderException refused) {
            throw new SigningFailedException("no key pair was made", refused);
        }
    }
}
