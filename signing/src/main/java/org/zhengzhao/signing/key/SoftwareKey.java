package org.zhengzhao.signing.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/** A key held in memory, loaded from a PKCS#12 file. */
public final class SoftwareKey implements SigningKey {
    private final Suite suite;
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final Provider provider;

    /**
     * @param chain certificate of the key first
     * @param provider Bouncy Castle, made once by the caller
     */
    public SoftwareKey(Suite suite, PrivateKey key, List<X509Certificate> chain, Provider provider) {
        this.suite = Objects.requireNonNull(suite);
        this.key = Objects.requireNonNull(key);
        this.chain = List.copyOf(chain);
        this.provider = Objects.requireNonNull(provider);
        if (this.chain.isEmpty()) {
            throw new IllegalArgumentException("a signing key comes with its certificate");
        }
    }

    @Override
    public Suite suite() {
        return suite;
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public Bytes signDer(byte[] message) {
        return sign(suite.derSignature(), message);
    }

    @Override
    public Bytes signRaw(byte[] message) {
        return sign(suite.rawSignature(), message);
    }

    private Bytes sign(String algorithm, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm, provider);
            signature.initSign(key);
            signature.update(message);
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException refused) {
            throw new SigningFailedException("the key did not sign", refused);
        }
    }

    /** The certificate's subject; never the key. */
    @Override
    public String toString() {
        return "SoftwareKey[" + suite + ", " + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
