package org.zhengzhao.registry.platform.problem;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Says in the log that the database is not available: once in a while, however many requests come upon it. */
@Singleton
class OutageLog {
    private static final Logger LOG = Logger.getLogger(OutageLog.class);
    private static final Duration SAID_AGAIN_AFTER = Duration.ofSeconds(10);

    private final Clock clock;
    private Instant lastSaid = Instant.MIN;
    private long requests;

    OutageLog(Clock clock) {
        this.clock = clock;
    }

    /** A request was told to come back. */
    synchronized void note(SQLException reason) {
        requests++;
        Instant now = clock.instant();
        if (!lastSaid.equals(Instant.MIN) && now.isBefore(lastSaid.plus(SAID_AGAIN_AFTER))) {
            return;
        }
        LOG.warnf(
                "the database is not available: %s; %d requests were told to come back since this was last said",
                // The message of the server may quote data.
                DatabaseFailures.diskFull(reason)
                        ? "its disk is full, free some space"
                        : "SQLSTATE " + reason.getSQLState(),
                requests);
        lastSaid = now;
        requests = 0;
    }
}
