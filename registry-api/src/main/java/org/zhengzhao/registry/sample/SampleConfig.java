package org.zhengzhao.registry.sample;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the samples. */
@ConfigMapping(prefix = "zhengzhao.samples")
interface SampleConfig {
    /** Whether sample authorities, types and licenses are loaded into an empty registry, and shown on the pages. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether the service may listen on an address that others reach while the demo accounts of the samples can be used. Their secrets lie in a
     * file of the data directory and are printed at each start.
     */
    @WithDefault("false")
    boolean allowBeyondLoopback();

    /** Whether the demo accounts that are there are closed at this start, for good. */
    @WithDefault("false")
    boolean closeAccounts();
}
