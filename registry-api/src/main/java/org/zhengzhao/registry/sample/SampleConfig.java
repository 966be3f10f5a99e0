package org.zhengzhao.registry.sample;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the samples. */
@ConfigMapping(prefix = "zhengzhao.samples")
interface SampleConfig {
    /** Whether sample authorities, types and licenses are loaded into an empty registry, and shown on the pages. */
    @WithDefault("true")
    boolean enabled();
}
