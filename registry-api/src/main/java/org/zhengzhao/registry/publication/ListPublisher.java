package org.zhengzhao.registry.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.status.OpenedList;
import org.zhengzhao.registry.status.StatusListRepository;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListClaims;
import org.zhengzhao.signing.status.StatusListSigner;
import org.zhengzhao.signing.status.StatusListTokens;

/**
 * Publishes status lists: computes them from the events, signs them, stores the tokens. One list is one transaction:
 *
 * <ol>
 *   <li>The list's publication is locked. Another node that is at it is not waited for.
 *   <li>The changes that are due are taken away.
 *   <li>The statuses are read, in a statement of their own after that: whoever wrote a change that was taken has committed its event
 *       too. A change that is committed later is still there for the next time.
 *   <li>The tokens are signed and stored in place of those before, and everything is committed together.
 * </ol>
 *
 * <p>A crash before the commit leaves the changes and the tokens as they were; after it, neither is owed. Nothing is published that
 * was not stored.
 */
@ApplicationScoped
public class ListPublisher {
    private static final int BITS = 2;
    /** A node's clock may be this far behind the one that published before; more is a fault that somebody has to look at. */
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final PublishedListRepository published;
    private final StatusListRepository lists;
    private final LifecycleRepository lifecycle;
    private final KeyRing keys;
    private final ComputePool pool;
    private final PublicationConfig config;
    private final Clock clock;
    private final StatusListSigner signer = new StatusListSigner(new BouncyCastleProvider());

    ListPublisher(
            PublishedListRepository published,
            StatusListRepository lists,
            LifecycleRepository lifecycle,
            KeyRing keys,
            ComputePool pool,
            PublicationConfig config,
            Clock clock) {
        this.published = published;
        this.lists = lists;
        this.lifecycle = lifecycle;
        this.keys = keys;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What came of one list.
     *
     * @param changes how many changes got into it
     * @param oldest when the oldest of them fell due
     */
    record Outcome(String list, int changes, Optional<Instant> oldest, Instant published) {}

    /** Lists that are to be published now. */
    List<String> due() {
        Instant now = clock.instant();
        Optional<Bytes> signer = findSigner(now);
        return QuarkusTransaction.requiringNew().call(() -> published.due(now, now.minus(config.renewAfter()), signer));
    }

    private Optional<Bytes> findSigner(Instant now) {
        try {
            return Optional.of(fingerprint(keys.requireStatusKey(now)));
        } catch (RegistryException none) {
            // Said where a list has to be signed.
            return Optional.empty();
        }
    }

    private static Bytes fingerprint(SigningKey key) {
        return KeyCertificate.of(key).fingerprint();
    }

    /** Publishes a list; empty where another node is at it. */
    Optional<Outcome> publish(String list) {
        Optional<PublishedListRepository.Taken> taken =
                QuarkusTransaction.requiringNew().timeout(600).call(() -> publishLocked(list));
        return taken.map(changes -> new Outcome(list, changes.changes(), changes.oldest(), clock.instant()));
    }

    private Optional<PublishedListRepository.Taken> publishLocked(String list) {
        Optional<PublishedListRepository.State> locked = published.lock(list);
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        PublishedListRepository.State before = locked.get();
        Instant asOf = asOf(before);
        OpenedList opened =
                lists.findList(list).orElseThrow(() -> new IllegalStateException("there is no status list " + list));
        PublishedListRepository.Taken taken = published.take(list, asOf);
        StatusList statuses = StatusList.zeros(BITS, opened.size())
                .with(setter -> lifecycle.listed(list, asOf, (index, value) -> setter.set(index, value.bits())));
        SigningKey key = keys.requireStatusKey(asOf);
        Instant expires = asOf.plus(config.lifetime());
        StatusListTokens tokens = pool.runWaiting(() ->
                signer.both(new StatusListClaims(opened.uri(), asOf, expires, config.timeToLive(), statuses), key));
        published.store(list, before, asOf, expires, tokens, fingerprint(key));
        return Optional.of(taken);
    }

    /** Never before what is published already: a node whose clock is behind must not take back what fell due by another's. */
    private Instant asOf(PublishedListRepository.State before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (before.asOf().isAfter(now.plus(TOLERATED))) {
            throw new IllegalStateException(
                    "the list was published as of " + before.asOf() + ", which is still to come");
        }
        return before.asOf().isAfter(now) ? before.asOf() : now;
    }
}
