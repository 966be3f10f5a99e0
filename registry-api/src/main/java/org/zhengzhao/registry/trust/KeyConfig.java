package org.zhengzhao.registry.trust;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the keys. */
@ConfigMapping(prefix = "zhengzhao.keys")
interface KeyConfig {
    /** Password of the PKCS#12 key files; made at random where there is none. */
    Optional<String> password();

    /** Whether the registry makes a root and an issuing authority of its own where it has no issuing key. */
    @WithDefault("true")
    boolean embeddedAuthority();
}
