package org.zhengzhao.registry.cases;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of cases. */
@ConfigMapping(prefix = "zhengzhao.cases")
interface CaseConfig {
    /** Whether a department that has opened no case here may name any case number in its reads. */
    @WithDefault("true")
    boolean freeTextNumbers();
}
