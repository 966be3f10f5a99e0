package org.zhengzhao.registry.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * The secrets of access tokens: tokens are made with the first one and accepted with any. The file is looked at again every ten
 * seconds, so that a change of keys needs no restart: the new one is first added at the end on every node, then put first, then the
 * old one is taken away when its last token has ended.
 */
@Singleton
class TokenKeys {
    static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(10);

    private static final int ID_LENGTH = 8;

    private final LoadingCache<String, List<Key>> keys;

    /** A secret; its id tells nothing about it. */
    record Key(String id, SecretKeySpec secret) {
        Key {
            Objects.requireNonNull(id);
            Objects.requireNonNull(secret);
        }

        static Key of(Bytes secret) {
            return new Key(
                    Sha256.of(("token key " + secret.toHex()).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                            .toHex()
                            .substring(0, ID_LENGTH),
                    new SecretKeySpec(secret.toArray(), "HmacSHA256"));
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    TokenKeys(KeyRing ring) {
        this.keys = Caffeine.newBuilder()
                .refreshAfterWrite(LOOKED_AT_EVERY)
                .build(all -> ring.tokenSecrets().stream().map(Key::of).toList());
    }

    Key current() {
        return keys.get("all").getFirst();
    }

    List<Key> accepted() {
        return keys.get("all");
    }
}
