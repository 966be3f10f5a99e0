package org.zhengzhao.registry.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of access tokens and of those who get them. */
@ConfigMapping(prefix = "zhengzhao.tokens")
interface TokenConfig {
    /** The address by which clients name this registry in their assertions. */
    Optional<String> issuer();
}
