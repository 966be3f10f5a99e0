package org.zhengzhao.signing.key;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/** A key held in memory, loaded from a PKCS#12 file. */
public final class SoftwareKey implements SigningKey {
    private final CertifiedKey key;

    /**
     * @param chain certificate of the key first
     * @param provider Bouncy Castle, made once by the caller
     * @throws IllegalArgumentException if there is no certificate, or its key is not one of the suite
     */
    public SoftwareKey(Suite suite, PrivateKey key, List<X509Certificate> chain, Provider provider) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a signing key comes with its certificate");
        }
        this.key = new CertifiedKey(
                new ProviderKey(suite, key, chain.getFirst().getPublicKey(), provider, new SignatureVerifier(provider)),
                chain);
    }

    @Override
    public Suite suite() {
        return key.suite();
    }

    @Override
    public List<X509Certificate> chain() {
        return key.chain();
    }

    @Override
    public Bytes sign(SignatureForm form, Bytes message) {
        return key.sign(form, message);
    }

    /** The suite and the certificate's subject; never the key. */
    @Override
    public String toString() {
        return "SoftwareKey[" + suite() + ", " + certificate().getSubjectX500Principal() + "]";
    }
}
