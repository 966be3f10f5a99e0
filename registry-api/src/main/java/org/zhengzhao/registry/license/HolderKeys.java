package org.zhengzhao.registry.license;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;

/**
 * Keyed hashes of holder codes: HMAC-SHA-256 under a key of this registry. Equal codes give equal hashes, so that holders can
 * be found; without the key a stolen table says nothing, although there are few enough citizen numbers to try them all.
 */
@Singleton
public class HolderKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    HolderKeys(KeyRing keys) {
        this.key = new SecretKeySpec(keys.holderLookupKey().toArray(), ALGORITHM);
    }

    public Bytes of(HolderCode code) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Bytes.of(mac.doFinal((code.type().code() + ":" + code.value()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
