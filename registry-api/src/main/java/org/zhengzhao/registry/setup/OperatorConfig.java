package org.zhengzhao.registry.setup;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the first operator. */
@ConfigMapping(prefix = "zhengzhao.operator")
interface OperatorConfig {
    /** Unified social credit code of the organisation that runs the registry. */
    Optional<String> authority();

    /** Its name, in Chinese. */
    Optional<String> name();
}
