package org.zhengzhao.registry.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Slows down who sends wrong secrets, by client and address together: by the client alone anybody could lock it out, by the address
 * alone one system behind a proxy could lock out all others behind it. A secret that was right lately on this node is never slowed
 * down, so that a system with the right secret goes on beside somebody at the same address who guesses. Each node counts for itself:
 * secrets are 256 random bits, and what is protected is the database, not the secret.
 */
@Singleton
class FailedAttempts {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(24);

    private final Clock clock;
    private final Counter slowed;
    private final Counter refused;
    private final Cache<Origin, Window> failures = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(WINDOW.multipliedBy(2))
            .build();
    private final Cache<Right, Boolean> right = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    private record Origin(String clientId, String address) {}

    private record Window(int failures, Instant ends) {}

    private record Right(String clientId, Bytes digest) {}

    @Inject
    FailedAttempts(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.slowed = Counter.builder("zhengzhao.clients.slowed")
                .description("Token requests that were not looked at, after too many with a wrong secret")
                .register(meters);
        this.refused = Counter.builder("zhengzhao.clients.refused")
                .description("Token requests with a wrong secret")
                .register(meters);
    }

    /** How long to wait before this secret is looked at; empty if it is looked at now. */
    Optional<Duration> pause(String clientId, ClientSecret secret, String address) {
        Window window = failures.getIfPresent(new Origin(clientId, address));
        Instant now = clock.instant();
        if (window == null || window.failures() < MOST || !now.isBefore(window.ends())) {
            return Optional.empty();
        }
        if (right.getIfPresent(new Right(clientId, secret.digest())) != null) {
            return Optional.empty();
        }
        slowed.increment();
        return Optional.of(Duration.between(now, window.ends()).plusSeconds(1));
    }

    void failed(String clientId, String address) {
        refused.increment();
        Instant now = clock.instant();
        failures.asMap()
                .merge(
                        new Origin(clientId, address),
                        new Window(1, now.plus(WINDOW)),
                        (known, first) ->
                                now.isBefore(known.ends()) ? new Window(known.failures() + 1, known.ends()) : first);
    }

    void succeeded(String clientId, ClientSecret secret) {
        right.put(new Right(clientId, secret.digest()), true);
    }
}
