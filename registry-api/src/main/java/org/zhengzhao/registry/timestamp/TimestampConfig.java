package org.zhengzhao.registry.timestamp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.signing.evidence.PadesLevel;

/** Settings of timestamps. Without an authority there are none. */
@ConfigMapping(prefix = "zhengzhao.timestamp")
interface TimestampConfig {
    /** Address of an RFC 3161 authority, http or https. */
    Optional<URI> authority();

    /** Files with the certificates by which its timestamps are judged. */
    Optional<List<Path>> trust();

    /** Object identifier of the policy that timestamps are to be under. */
    Optional<String> policy();

    /** Longest wait for one answer. */
    @WithDefault("10s")
    Duration timeout();

    /** Level wanted: B_T, B_LT or B_LTA. Without it B_LT, or B_T where a certificate does not say where its revocation list is. */
    Optional<PadesLevel> level();

    /** First wait after a failure; it doubles with each one that follows. */
    @WithDefault("5s")
    Duration retryAfter();

    /** Longest wait between two attempts. */
    @WithDefault("5m")
    Duration retryAtMost();

    /** How many PDFs a node lifts before it looks at its work anew. */
    @WithDefault("100")
    int perRun();

    /** How many PDFs a node lifts at a time. */
    @WithDefault("2")
    int atATime();
}
