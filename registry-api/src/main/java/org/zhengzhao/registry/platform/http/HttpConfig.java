package org.zhengzhao.registry.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the service's own on what comes in. */
@ConfigMapping(prefix = "zhengzhao.http")
interface HttpConfig {
    /** Requests that a node has under way at most. */
    @WithDefault("1024")
    int requests();
}
