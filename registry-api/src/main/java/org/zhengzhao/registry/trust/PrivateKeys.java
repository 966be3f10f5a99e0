package org.zhengzhao.registry.trust;

import java.security.PublicKey;
import java.util.Optional;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.Suite;

/** A place that keeps private keys and signs with them. None ever leaves it. */
interface PrivateKeys {
    /**
     * Makes a key pair under a new label; it is durable when this returns.
     *
     * @throws SigningFailedException if the place does not make keys of that suite
     */
    PublicKey create(String label, Suite suite);

    /** The key of that label; empty where this node's place has none. */
    Optional<KeyHandle> find(String label, Suite suite, PublicKey publicKey);
}
