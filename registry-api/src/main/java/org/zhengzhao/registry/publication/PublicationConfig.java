package org.zhengzhao.registry.publication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of what is published. */
@ConfigMapping(prefix = "zhengzhao.publication")
interface PublicationConfig {
    /** How often each node looks whether something is to be published. */
    @WithDefault("PT5S")
    Duration every();

    /** When a list that did not change is signed again, so that its date is never older. */
    @WithDefault("PT1H")
    Duration renewAfter();

    /** How long after it was signed a list may be relied on at all. */
    @WithDefault("P30D")
    Duration lifetime();

    /** How long a copy of a list may be kept before it is asked for again. */
    @WithDefault("PT1M")
    Duration timeToLive();
}
