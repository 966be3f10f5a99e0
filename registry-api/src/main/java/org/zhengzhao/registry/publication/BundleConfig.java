package org.zhengzhao.registry.publication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the offline bundles. */
@ConfigMapping(prefix = "zhengzhao.offline-bundle")
interface BundleConfig {
    /** What the registry is called in its bundles. */
    @WithDefault("Zhengzhao Registry")
    String registryName();

    /** Time that lies between two bundles at least. */
    @WithDefault("PT30S")
    Duration every();

    /** When a bundle is made although nothing is new. */
    @WithDefault("PT1H")
    Duration renewAfter();

    /** How long after it was made a bundle may be used at all. */
    @WithDefault("P30D")
    Duration lifetime();

    /** How old the status of a license may be to count. */
    @WithDefault("P7D")
    Duration maximumAge();

    /** The same for single types: codes and durations, {@code CODE=PT12H,CODE=P1D}. */
    Optional<String> maximumAges();

    /** For how long verifiers are given what is new since a bundle, not the whole of it. */
    @WithDefault("P30D")
    Duration keep();
}
