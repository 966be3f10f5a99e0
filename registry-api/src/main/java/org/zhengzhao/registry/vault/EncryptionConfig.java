package org.zhengzhao.registry.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the encryption of stored values. */
@ConfigMapping(prefix = "zhengzhao.encryption")
interface EncryptionConfig {
    /** Whether new values are encrypted, and old ones after them. Encrypted ones are read either way. */
    @WithDefault("true")
    boolean enabled();

    /** Suite of new data keys. */
    @WithDefault("AES_256_GCM")
    EncryptionSuite suite();

    /** Where the first master key of a registry is. Later ones are named when they are put into service. */
    @WithDefault("FILE")
    MasterKeyPlace masterKeyPlace();

    /** Its name: of the file without its ending, in the setting, or in the token. */
    @WithDefault("master")
    String masterKeyName();

    /** Master keys in clear, {@code NAME=HEX}, separated by commas. */
    Optional<String> keys();

    /** For how long a node writes with one data key. */
    @WithDefault("30d")
    Duration dataKeyPeriod();

    /** How often a node encrypts some of what is left in clear or under retired keys: up to 1,000 values at a time. */
    @WithDefault("1s")
    Duration every();
}
