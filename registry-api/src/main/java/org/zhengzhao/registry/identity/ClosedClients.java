package org.zhengzhao.registry.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zhengzhao.registry.platform.time.Recurring;

/**
 * Clients whose tokens may not have ended yet although they were closed. Each node looks every two seconds, so that checking a token
 * asks no database. A client is never opened again.
 */
@ApplicationScoped
class ClosedClients {
    static final Duration LOOKED_FOR_EVERY = Duration.ofSeconds(2);
    /** Longer than a token lasts, by what clocks of nodes may differ. */
    private static final Duration KEPT = AccessTokens.LIFETIME.plusMinutes(5);

    private final ClientRepository clients;
    private final Clock clock;
    private final Map<String, Instant> closed = new ConcurrentHashMap<>();

    ClosedClients(ClientRepository clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Known before the first request comes. */
    void start(@Observes @Priority(150) StartupEvent started, Recurring recurring) {
        look();
        recurring.every("look for closed clients", LOOKED_FOR_EVERY, this::look);
    }

    boolean contains(String clientId) {
        return closed.containsKey(clientId);
    }

    /** On the node that closed it, at once. */
    void add(String clientId) {
        closed.put(clientId, clock.instant());
    }

    private void look() {
        Instant since = clock.instant().minus(KEPT);
        QuarkusTransaction.requiringNew()
                .call(() -> clients.closedSince(since))
                .forEach(client -> closed.putIfAbsent(client, clock.instant()));
        closed.values().removeIf(seen -> seen.isBefore(since));
    }
}
