package org.zhengzhao.registry.draft;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of drafts. */
@ConfigMapping(prefix = "zhengzhao.drafts")
interface DraftConfig {
    /** How long an ended draft keeps its order, and for how long a returned one waits for its maker. */
    @WithDefault("P30D")
    Duration keep();
}
