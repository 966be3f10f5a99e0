package org.zhengzhao.registry.trust;

import java.security.Provider;
import java.util.Objects;
import javax.crypto.SecretKey;

/**
 * A secret key in a PKCS#11 token. What is here is a handle; the key never leaves the token.
 *
 * @param provider through which the key works
 */
public record TokenSecret(SecretKey key, Provider provider) {
    public TokenSecret {
        Objects.requireNonNull(key);
        Objects.requireNonNull(provider);
    }

    /** That it is one; nothing of it. */
    @Override
    public String toString() {
        return "TokenSecret[hidden]";
    }
}
