package org.zhengzhao.registry.timestamp;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.license.PdfUpgrade.Problem;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.timestamp.TimestampClient;
import org.zhengzhao.signing.timestamp.TimestampResponse;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.timestamp.Timestamper;

/**
 * The timestamp authority as this node knows it: asks it, notices when it goes down and comes back, says each once in the log, and
 * tells how long to leave it alone.
 */
@Singleton
public class TimestampAuthority {
    private static final Logger LOG = Logger.getLogger(TimestampAuthority.class);
    private static final String QUERY = "application/timestamp-query";
    private static final int MOST_DOUBLINGS = 20;
    /** Set where no answer came: the library tells that from an answer that was refused in words only. */
    private static final ScopedValue<AtomicBoolean> UNREACHABLE = ScopedValue.newInstance();

    private final TimestampConfig config;
    private final BoundedHttp http;
    private final Clock clock;
    private final Optional<TimestampClient> client;
    private int failures;
    private Instant since;
    private Instant askAgainAt;
    private State state = State.UNKNOWN;

    /** How the authority is. */
    public enum State {
        /** It was not asked yet. */
        UNKNOWN,
        UP,
        DOWN
    }

    /** How the authority is, and since when. */
    public record Condition(State state, Instant since) {}

    TimestampAuthority(TimestampConfig config, BoundedHttp http, KeyRing keys, SecureRandom random, Clock clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
        this.since = clock.instant();
        this.askAgainAt = since;
        this.client = config.authority().map(address -> client(address, keys, random));
    }

    private TimestampClient client(URI address, KeyRing keys, SecureRandom random) {
        if (!BoundedHttp.isAskable(address)) {
            throw new IllegalStateException("zhengzhao.timestamp.authority is not an http or https address");
        }
        if (keys.timestampAnchors().isEmpty()) {
            throw new IllegalStateException(
                    "zhengzhao.timestamp.trust is not set: without certificates of the timestamp"
                            + " authority nobody can tell whether a timestamp is genuine");
        }
        BouncyCastleProvider provider = new BouncyCastleProvider();
        return new TimestampClient(
                request -> ask(address, request),
                new TimestampVerifier(keys.timestampAnchors(), provider),
                HashAlgorithm.SHA256,
                config.policy(),
                clock,
                random,
                provider);
    }

    private Bytes ask(URI address, Bytes request) throws IOException {
        try {
            return http.post(address, QUERY, request, TimestampResponse.MAX_OCTETS);
        } catch (IOException unreachable) {
            UNREACHABLE.get().set(true);
            throw unreachable;
        }
    }

    public boolean isConfigured() {
        return client.isPresent();
    }

    /** Whether it may be asked now; while it is down only now and then. */
    synchronized boolean mayBeAsked() {
        return state != State.DOWN || !clock.instant().isBefore(askAgainAt);
    }

    public synchronized Condition condition() {
        return new Condition(state, since);
    }

    /** When an upgrade that found it down is to be tried again. */
    synchronized Instant askAgainAt() {
        return askAgainAt;
    }

    /** One document's way to the authority, which remembers why there was no timestamp. */
    Asking asking() {
        return new Asking(client.orElseThrow(() -> new IllegalStateException("no timestamp authority is configured")));
    }

    /** Asks for one document, by one thread. */
    final class Asking implements Timestamper {
        private final TimestampClient through;
        private Optional<Problem> problem = Optional.empty();

        private Asking(TimestampClient through) {
            this.through = through;
        }

        @Override
        public HashAlgorithm algorithm() {
            return through.algorithm();
        }

        @Override
        public int expectedOctets() {
            return through.expectedOctets();
        }

        @Override
        public Outcome stamp(Bytes imprint) {
            AtomicBoolean unreachable = new AtomicBoolean();
            Outcome outcome = ScopedValue.where(UNREACHABLE, unreachable).call(() -> through.stamp(imprint));
            switch (outcome) {
                case Outcome.Stamped stamped -> answered();
                case Outcome.Failed failed -> {
                    problem = Optional.of(
                            unreachable.get() ? Problem.AUTHORITY_UNREACHABLE : Problem.AUTHORITY_ANSWER_REFUSED);
                    if (!Thread.currentThread().isInterrupted()) {
                        failed(failed.reason());
                    }
                }
            }
            return outcome;
        }

        /** Why there was no timestamp, the last time. */
        Optional<Problem> problem() {
            return problem;
        }
    }

    private synchronized void answered() {
        if (state != State.UP) {
            if (state == State.DOWN) {
                LOG.infof(
                        "the timestamp authority answers again, after %d s; PDFs that wait get their timestamps now",
                        Duration.between(since, clock.instant()).toSeconds());
            }
            state = State.UP;
            since = clock.instant();
        }
        failures = 0;
    }

    private synchronized void failed(String reason) {
        Instant now = clock.instant();
        if (state == State.DOWN && now.isBefore(askAgainAt)) {
            // Several were asked for at once: that is one failure.
            return;
        }
        if (state != State.DOWN) {
            LOG.warnf(
                    "%s. Licenses are issued all the same; their PDFs get timestamps by themselves once it answers",
                    reason);
            state = State.DOWN;
            since = now;
        }
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
        askAgainAt = now.plus(wait(failures));
    }

    /** How long to wait after so many failures in a row. */
    Duration wait(int attempts) {
        Duration wait = config.retryAfter().multipliedBy(1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
        return wait.compareTo(config.retryAtMost()) < 0 ? wait : config.retryAtMost();
    }
}
