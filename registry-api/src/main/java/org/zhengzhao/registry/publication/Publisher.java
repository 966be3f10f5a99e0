package org.zhengzhao.registry.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.registry.status.StatusIndexes;

/**
 * Publishes what is due, again and again, on a thread of its own; every node does. What fails for one list does not stop the others,
 * and is tried again the next time.
 */
@ApplicationScoped
public class Publisher {
    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final Duration SAID_AGAIN_AFTER = Duration.ofMinutes(10);

    private final ListPublisher lists;
    private final BundlePublisher bundles;
    private final StatusIndexes indexes;
    private final PublishedListRepository published;
    private final PublicationConfig config;
    private final Recurring recurring;
    private final Clock clock;
    private final Timer delays;
    private final Counter failures;
    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.NOTHING);
    private Instant lastSaid = Instant.MIN;

    /**
     * How publishing stands on this node.
     *
     * @param lastLook when this node last looked whether something is due
     * @param lastList when it last published a list
     * @param lastBundle when it last made a bundle
     * @param oldestDue when the change fell due that waits longest
     * @param failed whether something went wrong when it last looked
     */
    public record Standing(
            Optional<Instant> lastLook,
            Optional<Instant> lastList,
            Optional<Instant> lastBundle,
            Optional<Instant> oldestDue,
            boolean failed) {
        static final Standing NOTHING =
                new Standing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    Publisher(
            ListPublisher lists,
            BundlePublisher bundles,
            StatusIndexes indexes,
            PublishedListRepository published,
            PublicationConfig config,
            Recurring recurring,
            Clock clock,
            MeterRegistry meters) {
        this.lists = lists;
        this.bundles = bundles;
        this.indexes = indexes;
        this.published = published;
        this.config = config;
        this.recurring = recurring;
        this.clock = clock;
        this.delays = Timer.builder("zhengzhao.publication.delay")
                .description("From when a change fell due until it stood in the published list")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.failures = Counter.builder("zhengzhao.publication.failures")
                .description("Lists and bundles that could not be published, and are tried again")
                .register(meters);
        Gauge.builder("zhengzhao.publication.oldest.due", this, Publisher::secondsDue)
                .description(
                        "Seconds for which the oldest change has been due that is in no published list; 0 if there is none")
                .register(meters);
        Gauge.builder(
                        "zhengzhao.publication.last",
                        standing,
                        current -> epochSecond(current.get().lastList()))
                .description("When this node last published a status list, in seconds since 1970")
                .register(meters);
        Gauge.builder(
                        "zhengzhao.publication.bundle.last",
                        standing,
                        current -> epochSecond(current.get().lastBundle()))
                .description("When this node last made an offline bundle, in seconds since 1970")
                .register(meters);
    }

    /** After whatever makes keys at start. */
    void start(@Observes @Priority(5000) StartupEvent started) {
        recurring.every("publication", config.every(), this::publish);
    }

    public Standing standing() {
        return standing.get();
    }

    /** Publishes what is due now. */
    public synchronized void publish() {
        Standing before = standing.get();
        boolean failed = !attempt("a new status list", indexes::prepare);
        Optional<Instant> lastList = before.lastList();
        for (String list : lists.due()) {
            Optional<ListPublisher.Outcome> outcome;
            try {
                outcome = lists.publish(list);
            } catch (RuntimeException refused) {
                say("status list " + list, refused);
                failed = true;
                continue;
            }
            if (outcome.isPresent()) {
                lastList = Optional.of(outcome.get().published());
                record(outcome.get());
            }
        }
        Optional<Instant> lastBundle = before.lastBundle();
        try {
            lastBundle = bundles.publish().or(() -> before.lastBundle());
        } catch (RuntimeException refused) {
            say("offline bundle", refused);
            failed = true;
        }
        Instant now = clock.instant();
        Optional<Instant> oldest = QuarkusTransaction.requiringNew().call(() -> published.oldestDue(now));
        standing.set(new Standing(Optional.of(now), lastList, lastBundle, oldest, failed));
    }

    private boolean attempt(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException refused) {
            say(what, refused);
            return false;
        }
    }

    private void record(ListPublisher.Outcome outcome) {
        outcome.oldest().ifPresent(due -> delays.record(Duration.between(due, outcome.published())));
    }

    /** Once in a while: a key that is not there is not there every five seconds. */
    private void say(String what, RuntimeException refused) {
        failures.increment();
        Instant now = clock.instant();
        if (lastSaid.equals(Instant.MIN) || now.isAfter(lastSaid.plus(SAID_AGAIN_AFTER))) {
            lastSaid = now;
            String why = refused instanceof RegistryException known
                    ? known.type().slug()
                    : refused.getClass().getSimpleName();
            LOG.warnf("%s was not published: %s; tried again every %s", what, why, config.every());
        }
    }

    private double secondsDue() {
        return standing.get()
                .oldestDue()
                .map(due -> (double) Duration.between(due, clock.instant()).toMillis() / 1000)
                .orElse(0.0);
    }

    private static double epochSecond(Optional<Instant> moment) {
        return moment.map(Instant::getEpochSecond).orElse(0L);
    }
}
