package org.zhengzhao.registry.trust;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the lists of revoked certificates. */
@ConfigMapping(prefix = "zhengzhao.revocation")
interface RevocationConfig {
    /** How long a list may be used. */
    @WithDefault("168h")
    Duration lifetime();

    /** After what time there is a new one, changed or not. */
    @WithDefault("24h")
    Duration renewAfter();
}
