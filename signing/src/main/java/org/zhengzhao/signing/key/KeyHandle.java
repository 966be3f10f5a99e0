package org.zhengzhao.signing.key;

import java.security.PublicKey;
import org.zhengzhao.schema.bytes.Bytes;

/** A handle on a private key. It signs; the key itself stays behind it: in memory, or in a PKCS#11 token. */
public interface KeyHandle {
    Suite suite();

    PublicKey publicKey();

    /**
     * Signs a message. What came back from the key is verified with the public key before it is handed out. Safe for use by
     * many threads.
     *
     * @throws SigningFailedException if the key store refuses or fails, or if what it returned does not verify
     */
    Bytes sign(SignatureForm form, Bytes message);
}
