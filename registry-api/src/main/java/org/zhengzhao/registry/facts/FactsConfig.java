package org.zhengzhao.registry.facts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often facts may differ. More would allow a value to be found by trying. */
@ConfigMapping(prefix = "zhengzhao.facts")
interface FactsConfig {
    /** By one department, on one day, about one holder code or one number. */
    @WithDefault("10")
    int mismatches();

    /** The same about one name, which many people have. */
    @WithDefault("100")
    int mismatchesOfName();
}
