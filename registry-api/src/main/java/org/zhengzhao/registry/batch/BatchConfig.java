package org.zhengzhao.registry.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of batches. */
@ConfigMapping(prefix = "zhengzhao.batches")
interface BatchConfig {
    /** How long questions and answers are kept, from when the batch was made. */
    @WithDefault("P7D")
    Duration keep();

    /** How many batches of one department a node works on at once. */
    @WithDefault("2")
    int perDepartment();

    /** How many batches a node works on at once. */
    @WithDefault("8")
    int perNode();
}
