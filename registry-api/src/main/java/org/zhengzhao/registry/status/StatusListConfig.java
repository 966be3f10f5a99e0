package org.zhengzhao.registry.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Settings of the status lists. */
@ConfigMapping(prefix = "zhengzhao.status-lists")
interface StatusListConfig {
    /** Address under which everybody reaches the lists; that of the public host where it is not set. */
    Optional<URI> address();

    /** Places in a list. */
    @WithDefault("1048576")
    int size();

    /** Places that a node reserves at a time. */
    @WithDefault("256")
    int reserve();
}
