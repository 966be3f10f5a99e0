package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.zhengzhao.registry.platform.postgres.DatabaseStartException.Reason;

/**
 * Starts the server again when it ends while it is needed: killed, out of memory, or for want of space on its disk. It is tried at
 * once, then after pauses that grow from one second to half a minute, for as long as the service runs; each end and each failure is one
 * line in the log. Requests are refused meanwhile; the connections find the server at the same address.
 */
final class ServerWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ServerWatch.class.getName());

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** One that ran for this long was in order, and is started again at once. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final ServerLauncher launcher;
    private final int port;
    private final Thread thread;
    private volatile boolean needed = true;

    ServerWatch(ServerLauncher launcher, ServerLauncher.Running first) {
        this.launcher = launcher;
        this.port = first.port();
        this.thread = Thread.ofPlatform().name("database-watch").daemon().start(() -> watch(first.process()));
    }

    private void watch(Process first) {
        try {
            Process server = first;
            Duration pause = Duration.ZERO;
            while (needed) {
                long began = System.nanoTime();
                int status = server.waitFor();
                if (!needed) {
                    return;
                }
                boolean steady = System.nanoTime() - began > STEADY.toNanos();
                pause = steady ? Duration.ZERO : pause;
                LOG.log(Level.WARNING, "the database server ended, status " + status + "; it is started again");
                server = startAgain(pause);
                pause = longer(pause);
            }
        } catch (InterruptedException ended) {
            // Nobody needs the server any more; whoever says so stops it.
            Thread.currentThread().interrupt();
        }
    }

    private Process startAgain(Duration first) throws InterruptedException {
        Duration pause = first;
        while (true) {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = longer(pause);
            Optional<Process> server = tryToStart(pause);
            if (server.isPresent()) {
                LOG.log(Level.INFO, "the database server runs again");
                return server.get();
            }
        }
    }

    private Optional<Process> tryToStart(Duration next) throws InterruptedException {
        DatabaseStartException why;
        try {
            return Optional.of(launcher.launchAgain(port).process());
        } catch (DatabaseStartException inTheWay) {
            why = inTheWay;
        } catch (IOException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            why = StartProblems.from(failed, launcher.place());
        }
        String said = why.reason() == Reason.NOT_ENOUGH_SPACE
                ? "the disk of " + launcher.place() + " is full, the database server cannot run: free some space"
                : why.text().english();
        LOG.log(Level.ERROR, said + "; tried again in " + next.toSeconds() + " s");
        return Optional.empty();
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        if (doubled.compareTo(FIRST_PAUSE) < 0) {
            return FIRST_PAUSE;
        }
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** From now on the server may end. May be called twice. */
    @Override
    public void close() {
        needed = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
