package org.zhengzhao.signing.key;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/** A key handle with the certificates that were issued for it. */
public final class CertifiedKey implements SigningKey {
    private final KeyHandle handle;
    private final List<X509Certificate> chain;

    /**
     * @param chain certificate of the key first
     * @throws IllegalArgumentException if there is no certificate, or the first is another key's
     */
    public CertifiedKey(KeyHandle handle, List<X509Certificate> chain) {
        this.handle = Objects.requireNonNull(handle);
        this.chain = List.copyOf(chain);
        if (this.chain.isEmpty()) {
            throw new IllegalArgumentException("a signing key comes with its certificate");
        }
        if (!Arrays.equals(
                handle.publicKey().getEncoded(),
                this.chain.getFirst().getPublicKey().getEncoded())) {
            throw new IllegalArgumentException("the certificate is another key's");
        }
    }

    @Override
    public Suite suite() {
        return handle.suite();
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public Bytes sign(SignatureForm form, Bytes message) {
        return handle.sign(form, message);
    }

    /** The suite and the certificate's subject; never the key. */
    @Override
    public String toString() {
        return "CertifiedKey[" + suite() + ", " + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
