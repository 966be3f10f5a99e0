package org.zhengzhao.registry.unusual;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** Settings of unusual reads. */
@ConfigMapping(prefix = "zhengzhao.unusual-reads")
interface UnusualConfig {
    /** When work begins on a working day, in China. */
    @WithDefault("07:00")
    LocalTime workBegins();

    /** When it ends. */
    @WithDefault("20:00")
    LocalTime workEnds();

    /** Whether reads outside of that are marked. */
    @WithDefault("true")
    boolean outsideHours();

    /** Whether reads of people of the officer's own family name are marked where no registered case is open. */
    @WithDefault("true")
    boolean ownName();

    /** In how long a time many reads of one officer are unusual. */
    @WithDefault("PT1H")
    Duration window();

    /** From how many holders on. */
    @WithDefault("100")
    int manyHolders();

    /** From how many reads on that found nothing. */
    @WithDefault("10")
    int manyNotFound();
}
