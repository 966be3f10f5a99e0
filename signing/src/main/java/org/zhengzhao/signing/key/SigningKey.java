package org.zhengzhao.signing.key;

import java.security.cert.X509Certificate;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A handle on a private key and the certificate that goes with it. The key itself stays behind the handle: software key
 * store today, PKCS#11 the same way.
 */
public interface SigningKey {
    Suite suite();

    /** The certificate of the key and those above it, leaf first, without the root. Never empty. */
    List<X509Certificate> chain();

    default X509Certificate certificate() {
        return chain().getFirst();
    }

    /**
     * Signs a message and returns the signature in DER, as CMS wants it. Safe for use by many threads.
     *
     * @throws SigningFailedException if the key store refuses or fails
     */
    Bytes signDer(byte[] message);

    /** The same with the signature as R‖S of fixed length, as COSE wants it. */
    Bytes signRaw(byte[] message);
}
