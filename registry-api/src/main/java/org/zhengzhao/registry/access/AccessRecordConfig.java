package org.zhengzhao.registry.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

/** Settings of the access record. */
@ConfigMapping(prefix = "zhengzhao.access-records")
interface AccessRecordConfig {
    /** How long a record is kept; its month goes as a whole once all of it is older. */
    @WithDefault("P3Y")
    Period keep();

    /** Whether the holder sees the account of the officer, and not the department only. */
    @WithDefault("false")
    boolean showOfficer();
}
