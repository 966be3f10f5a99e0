package org.zhengzhao.registry.trust;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the PKCS#11 token, if there is one. */
@ConfigMapping(prefix = "zhengzhao.keys.pkcs11")
interface Pkcs11Config {
    /** The vendor's library; without it there is no token. */
    Optional<Path> library();

    /** Which of the slots that hold a token, from 0. */
    @WithDefault("0")
    int slotIndex();

    /** File that holds the PIN and nothing else. */
    Optional<Path> pinFile();
}
