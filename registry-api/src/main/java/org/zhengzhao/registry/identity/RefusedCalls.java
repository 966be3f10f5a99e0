package org.zhengzhao.registry.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Tells the operator of calls that were refused for who sent them: in the log, and as a metric. Nothing that was sent is in a line but an id
 * that a client could have; no address, and no part of a token or a secret. Whoever sends thousands cannot fill the log: some lines a
 * minute, and how many more there were.
 */
@Singleton
public class RefusedCalls {
    private static final Logger LOG = Logger.getLogger("org.zhengzhao.security");
    static final int LINES_A_MINUTE = 60;

    /** What clients and people are called; whatever else was sent is not repeated. */
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,62}[a-z0-9]|oidc:[0-9a-f]{48}");

    private final Clock clock;
    private final Map<Kind, Counter> counters;
    private Instant minute = Instant.EPOCH;
    private int told;
    private long untold;

    /** For what a call was refused. */
    public enum Kind {
        /** A token was asked for with credentials that are not those of the client. */
        CREDENTIALS,
        /** The token is none, has ended, or is bound to another certificate. */
        TOKEN,
        /** The caller is known, and may not. */
        ROLE
    }

    RefusedCalls(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        Map<Kind, Counter> made = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            made.put(
                    kind,
                    Counter.builder("zhengzhao.calls.refused")
                            .tag("for", kind.name())
                            .description("Calls refused for who sent them")
                            .register(meters));
        }
        this.counters = Collections.unmodifiableMap(made);
    }

    /**
     * Tells of one.
     *
     * @param who as the call says or as the token proves; empty where neither does
     * @param what operation or problem, in words of ours
     */
    public void tell(Kind kind, String who, String what) {
        Objects.requireNonNull(counters.get(kind)).increment();
        String line = "refused for its %s: %s, %s"
                .formatted(kind.name(), ID.matcher(who).matches() ? who : "unknown", what);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        long missed = 0;
        boolean tell;
        synchronized (this) {
            if (!now.equals(minute)) {
                missed = untold;
                minute = now;
                told = 0;
                untold = 0;
            }
            tell = told < LINES_A_MINUTE;
            told += tell ? 1 : 0;
            untold += tell ? 0 : 1;
        }
        if (missed > 0) {
            LOG.warnf("%d more calls were refused; zhengzhao_calls_refused_total counts all", missed);
        }
        if (tell) {
            LOG.warn(line);
        }
    }
}
