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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
     * @param lastLook when this node last saw whether something is due
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
        Round round = new Round();
        round.attempt("a new status list", () -> {
            indexes.prepare();
            return Optional.empty();
        });
        Optional<Instant> lastList = before.lastList();
        for (String list :
                round.attempt("what is due", () -> Optional.of(lists.due())).orElse(List.of())) {
            Optional<ListPublisher.Outcome> outcome = round.attempt("status list " + list, () -> lists.publish(list));
            if (outcome.isPresent()) {
                lastList = Optional.of(outcome.get().published());
                record(outcome.get());
            }
        }
        Optional<Instant> lastBundle =
                round.attempt("offline bundle", bundles::publish).or(before::lastBundle);
        Instant now = clock.instant();
        Optional<Optional<Instant>> oldest = round.attempt(
                "how long changes wait",
                () -> Optional.of(QuarkusTransaction.requiringNew().call(() -> published.oldestDue(now))));
        // Where nobody can say what is due, something may have been due ever since that was last known.
        standing.set(new Standing(
                oldest.isPresent() ? Optional.of(now) : before.lastLook(),
                lastList,
                lastBundle,
                oldest.orElseGet(() -> before.oldestDue().or(before::lastLook)),
                round.failed));
    }

    /** One look at everything: what fails is said, and does not keep the rest from being done. */
    private final class Round {
        private boolean failed;

        <T> Optional<T> attempt(String what, Supplier<Optional<T>> work) {
            try {
                return work.get();
            } catch (RuntimeException refused) {
                say(what, refused);
                failed = true;
                return Optional.empty();
            }
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
