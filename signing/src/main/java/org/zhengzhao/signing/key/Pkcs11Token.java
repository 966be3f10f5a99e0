package org.zhengzhao.signing.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.security.auth.login.LoginException;
import org.zhengzhao.signing.key.UnusableKeyStoreException.Reason;

/**
 * A PKCS#11 token: keys are made in it, sign in it and never leave it. Reached through Java's own provider, which knows ECDSA
 * and RSA, but neither SM2 nor Ed25519.
 */
public final class Pkcs11Token implements AutoCloseable {
    private static final int AES_BITS = 256;

    private final Provider token;
    private final KeyStore store;
    private final Provider provider;
    private final SignatureVerifier verifier;

    private Pkcs11Token(Provider token, KeyStore store, Provider provider) {
        this.token = token;
        this.store = store;
        this.provider = provider;
        this.verifier = new SignatureVerifier(provider);
    }

    /**
     * Opens a token.
     *
     * @param library the token maker's PKCS#11 library
     * @param slotIndex which of the slots that hold a token, from 0
     * @param provider Bouncy Castle, made once by the caller
     */
    public static Pkcs11Token open(Path library, int slotIndex, char[] pin, Provider provider)
            throws UnusableKeyStoreException {
        Provider configured = configured(library, slotIndex);
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", configured);
            store.load(null, pin);
            return new Pkcs11Token(configured, store, Objects.requireNonNull(provider));
        } catch (IOException refused) {
            boolean login = refused.getCause() instanceof UnrecoverableKeyException;
            throw new UnusableKeyStoreException(login ? Reason.WRONG_PIN : Reason.TOKEN_FAILED, refused);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new UnusableKeyStoreException(Reason.NO_TOKEN, failed);
        }
    }

    private static Provider configured(Path library, int slotIndex) throws UnusableKeyStoreException {
        String path = library.toAbsolutePath().toString();
        if (slotIndex < 0 || path.chars().anyMatch(c -> c < ' ' || c == '$')) {
            throw new UnusableKeyStoreException(Reason.NO_TOKEN);
        }
        // What begins with two hyphens is the configuration itself, not the name of a file with it.
        String configuration = """
                --name = Zhengzhao
                library = %s
                slotListIndex = %d
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                  CKA_SIGN = true
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
                  CKA_ENCRYPT = true
                  CKA_DECRYPT = true
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                """.formatted(path, slotIndex);
        try {
            return Optional.ofNullable(Security.getProvider("SunPKCS11"))
                    .orElseThrow(() -> new UnusableKeyStoreException(Reason.NO_TOKEN))
                    .configure(configuration);
        } catch (InvalidParameterException | ProviderException | UnsupportedOperationException failed) {
            throw new UnusableKeyStoreException(Reason.NO_TOKEN, failed);
        }
    }

    /** Names of the keys in the token. */
    public List<String> aliases() throws UnusableKeyStoreException {
        try {
            List<String> aliases = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    aliases.add(alias);
                }
            }
            return List.copyOf(aliases);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new UnusableKeyStoreException(Reason.TOKEN_FAILED, failed);
        }
    }

    /**
     * The key of that name with its certificates; empty where there is none. Whoever keeps the chain beside the token puts it to
     * the handle with {@link CertifiedKey}.
     */
    public Optional<SigningKey> find(String alias) throws UnusableKeyStoreException {
        try {
            Certificate[] stored = store.getCertificateChain(alias);
            if (!(store.getKey(alias, null) instanceof PrivateKey key) || stored == null || stored.length == 0) {
                return Optional.empty();
            }
            List<X509Certificate> chain = chain(stored);
            PublicKey publicKey = chain.getFirst().getPublicKey();
            Suite suite = verifier.keys()
                    .findSuite(publicKey)
                    .filter(found -> verifier.keys().signsLicenses(found, publicKey))
                    .orElseThrow(() -> new UnusableKeyStoreException(Reason.UNSUPPORTED_KEY));
            return Optional.of(new CertifiedKey(new ProviderKey(suite, key, publicKey, token, verifier), chain));
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new UnusableKeyStoreException(Reason.TOKEN_FAILED, failed);
        }
    }

    /**
     * Java puts a chain together from all certificates in the token by their names alone; where two issuers have one name it may
     * take the wrong one. The chain ends before it.
     */
    private List<X509Certificate> chain(Certificate[] stored) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>(List.of(read(stored[0])));
        for (int i = 1; i < stored.length; i++) {
            X509Certificate above = read(stored[i]);
            try {
                chain.getLast().verify(above.getPublicKey(), provider);
            } catch (GeneralSecurityException namesake) {
                break;
            }
            chain.add(above);
        }
        return chain;
    }

    private X509Certificate read(Certificate certificate) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509", provider)
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }

    /**
     * Makes a key in the token. A token keeps a key only with a certificate: until {@link #install} it is one that the key has
     * signed for itself and that nobody trusts.
     *
     * @return the handle, for a certificate request
     */
    public KeyHandle generate(String alias, Suite suite, SecureRandom random, Instant now)
            throws UnusableKeyStoreException {
        switch (suite) {
            case SM2, EDDSA -> throw new UnusableKeyStoreException(Reason.UNSUPPORTED_SUITE);
            case ES256, ES384, PS256 -> {}
        }
        try {
            if (store.containsAlias(alias)) {
                throw new UnusableKeyStoreException(Reason.SEVERAL_KEYS);
            }
            KeyPair pair = JavaAlgorithms.generator(suite, token, random).generateKeyPair();
            PublicKey publicKey = verifier.keys()
                    .find(suite, pair.getPublic())
                    .orElseThrow(() -> new UnusableKeyStoreException(Reason.UNSUPPORTED_KEY));
            KeyHandle session = new ProviderKey(suite, pair.getPrivate(), publicKey, token, verifier);
            X509Certificate standIn = StandInCertificate.of(alias, session, provider, now);
            store.setKeyEntry(alias, pair.getPrivate(), null, new Certificate[] {standIn});
            return find(alias).orElseThrow(() -> new UnusableKeyStoreException(Reason.TOKEN_FAILED));
        } catch (GeneralSecurityException | ProviderException | SigningFailedException failed) {
            throw new UnusableKeyStoreException(Reason.TOKEN_FAILED, failed);
        }
    }

    /** The AES key of that name, which works in the token through {@link #provider()}; empty where there is none. */
    public Optional<SecretKey> findSecret(String alias) throws UnusableKeyStoreException {
        try {
            return store.getKey(alias, null) instanceof SecretKey key ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new UnusableKeyStoreException(Reason.TOKEN_FAILED, failed);
        }
    }

    /** Makes an AES key of 256 bits in the token, which keeps it and does not let it out. */
    public SecretKey generateSecret(String alias, SecureRandom random) throws UnusableKeyStoreException {
        try {
            if (store.containsAlias(alias)) {
                throw new UnusableKeyStoreException(Reason.SEVERAL_KEYS);
            }
            KeyGenerator generator = KeyGenerator.getInstance("AES", token);
            generator.init(AES_BITS, random);
            store.setKeyEntry(alias, generator.generateKey(), null, null);
            return findSecret(alias).orElseThrow(() -> new UnusableKeyStoreException(Reason.TOKEN_FAILED));
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new UnusableKeyStoreException(Reason.TOKEN_FAILED, failed);
        }
    }

    /** Where the keys of this token work. */
    public Provider provider() {
        return token;
    }

    /** Puts the certificates that were issued for a key beside it. */
    public SigningKey install(String alias, List<X509Certificate> chain) throws UnusableKeyStoreException {
        try {
            SigningKey before = find(alias).orElseThrow(() -> new UnusableKeyStoreException(Reason.NO_KEY));
            SuiteKeys keys = verifier.keys();
            if (chain.isEmpty()
                    || !keys.find(before.suite(), chain.getFirst().getPublicKey())
                            .equals(keys.find(before.suite(), before.publicKey()))) {
                throw new UnusableKeyStoreException(Reason.KEY_MISMATCH);
            }
            store.setKeyEntry(alias, store.getKey(alias, null), null, chain.toArray(Certificate[]::new));
            return find(alias).orElseThrow(() -> new UnusableKeyStoreException(Reason.TOKEN_FAILED));
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new UnusableKeyStoreException(Reason.TOKEN_FAILED, failed);
        }
    }

    /** Logs out of the token. Handles from it sign no more. */
    @Override
    public void close() {
        if (token instanceof AuthProvider authenticated) {
            try {
                authenticated.logout();
            } catch (LoginException alreadyOut) {
                throw new SigningFailedException("the token does not log out", alreadyOut);
            }
        }
    }

    /** That it is a token; nothing of it. */
    @Override
    public String toString() {
        return "Pkcs11Token[" + token.getName() + "]";
    }
}
