package org.zhengzhao.signing.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.UnusableKeyStoreException.Reason;

/** A PKCS#12 file (RFC 7292) with one private key and its certificates. Nothing is read before it is opened. */
public final class Pkcs12File {
    /** The longest file that is looked at. */
    public static final int MAX_OCTETS = 1024 * 1024;

    private static final String ALIAS = "key";

    private final Path file;
    private final Provider provider;
    private final SignatureVerifier verifier;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public Pkcs12File(Path file, Provider provider) {
        this.file = Objects.requireNonNull(file);
        this.provider = Objects.requireNonNull(provider);
        this.verifier = new SignatureVerifier(provider);
    }

    /** Reads the file and tries the key once, so that a key of another certificate is noticed here and not at the first license. */
    public SigningKey open(char[] password) throws UnusableKeyStoreException {
        Bytes octets = octets();
        requireForm(octets);
        KeyStore store = load(octets, password);
        try {
            List<String> aliases = Collections.list(store.aliases()).stream()
                    .filter(alias -> isKey(store, alias))
                    .toList();
            if (aliases.size() != 1) {
                throw new UnusableKeyStoreException(aliases.isEmpty() ? Reason.NO_KEY : Reason.SEVERAL_KEYS);
            }
            Certificate[] chain = store.getCertificateChain(aliases.getFirst());
            if (!(store.getKey(aliases.getFirst(), password) instanceof PrivateKey key)
                    || chain == null
                    || chain.length == 0) {
                throw new UnusableKeyStoreException(Reason.NO_KEY);
            }
            return tried(key, withoutRoot(chain));
        } catch (GeneralSecurityException | ClassCastException broken) {
            throw new UnusableKeyStoreException(Reason.BROKEN, broken);
        }
    }

    private Bytes octets() throws UnusableKeyStoreException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new UnusableKeyStoreException(Reason.TOO_LARGE);
            }
            return Bytes.of(octets);
        } catch (IOException unreadable) {
            throw new UnusableKeyStoreException(Reason.NO_FILE, unreadable);
        }
    }

    /** What is no PKCS#12 at all is told apart from a wrong password, which the key store does not do. */
    private static void requireForm(Bytes octets) throws UnusableKeyStoreException {
        try {
            if (Pfx.getInstance(octets.toArray()) != null) {
                return;
            }
        } catch (RuntimeException broken) {
            throw new UnusableKeyStoreException(Reason.BROKEN, broken);
        }
        throw new UnusableKeyStoreException(Reason.BROKEN);
    }

    private KeyStore load(Bytes octets, char[] password) throws UnusableKeyStoreException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12", provider);
            store.load(new ByteArrayInputStream(octets.toArray()), password);
            return store;
        } catch (IOException wrongPassword) {
            throw new UnusableKeyStoreException(Reason.WRONG_PASSWORD, wrongPassword);
        } catch (GeneralSecurityException | RuntimeException broken) {
            // Bouncy Castle answers damaged files with several unchecked exceptions.
            throw new UnusableKeyStoreException(Reason.BROKEN, broken);
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException neverLoaded) {
            throw new IllegalStateException(neverLoaded);
        }
    }

    private static List<X509Certificate> withoutRoot(Certificate[] chain) {
        List<X509Certificate> all =
                Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        X509Certificate last = all.getLast();
        boolean root = all.size() > 1 && last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        return root ? all.subList(0, all.size() - 1) : all;
    }

    private SigningKey tried(PrivateKey key, List<X509Certificate> chain) throws UnusableKeyStoreException {
        Suite suite = verifier.keys()
                .findSuite(chain.getFirst().getPublicKey())
                .filter(found ->
                        verifier.keys().signsLicenses(found, chain.getFirst().getPublicKey()))
                .orElseThrow(() -> new UnusableKeyStoreException(Reason.UNSUPPORTED_KEY));
        try {
            SigningKey handle = new SoftwareKey(suite, key, chain, provider);
            handle.sign(SignatureForm.DER, Bytes.utf8("does this key belong to its certificate?"));
            return handle;
        } catch (SigningFailedException other) {
            throw new UnusableKeyStoreException(Reason.KEY_MISMATCH, other);
        }
    }

    /** Writes a key with its certificates as such a file, encrypted with AES-256 as Java does it. */
    public static Bytes encode(PrivateKey key, List<X509Certificate> chain, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(ALIAS, key, password, chain.toArray(Certificate[]::new));
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            store.store(octets, password);
            return Bytes.of(octets.toByteArray());
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("a key cannot be written", broken);
        }
    }

    /** Where it is. */
    @Override
    public String toString() {
        return "Pkcs12File[" + file.getFileName() + "]";
    }
}
