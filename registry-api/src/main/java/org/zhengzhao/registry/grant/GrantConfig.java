package org.zhengzhao.registry.grant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Deadlines in working days. The defaults follow the Government Data Sharing Regulations (State Council Decree 809). */
@ConfigMapping(prefix = "zhengzhao.grants")
interface GrantConfig {
    /** For the answer to a request for what is shared unconditionally. */
    @WithDefault("1")
    int unconditionalDays();

    /** For the answer to a request for what is shared on conditions. */
    @WithDefault("10")
    int conditionalDays();

    /** Longest extension, once. */
    @WithDefault("10")
    int extensionDays();

    /** From the decision to the day on which the data must be there. */
    @WithDefault("20")
    int availabilityDays();
}
