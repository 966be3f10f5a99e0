package org.zhengzhao.registry.trust;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.schema.code.Uscc;

/**
 * Looks every hour how long the keys that sign, or are to sign next, will last, and says so in time: a line in the log when a key
 * comes below 90, 30 and 7 days and when it has ended, and again each day from 7 days on; a gauge always.
 */
@ApplicationScoped
public class KeyWatch {
    private static final Logger LOG = Logger.getLogger(KeyWatch.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final KeyRepository keys;
    private final Clock clock;
    private final Recurring recurring;
    private final MultiGauge gauge;
    private final Map<UUID, Said> said = new HashMap<>();
    private final AtomicReference<Summary> summary = new AtomicReference<>(new Summary(0, Map.of()));

    private record Said(KeyWarning warning, Instant at) {}

    /** How many keys are in service or next, and how many of them have which warning. */
    public record Summary(int keys, Map<KeyWarning, Integer> warnings) {
        public Summary {
            warnings = Map.copyOf(warnings);
        }
    }

    KeyWatch(KeyRepository keys, Clock clock, Recurring recurring, MeterRegistry meters) {
        this.keys = keys;
        this.clock = clock;
        this.recurring = recurring;
        this.gauge = MultiGauge.builder("zhengzhao.key.days.left")
                .description("Whole days until a key, or a certificate above it, ends; negative after that")
                .register(meters);
    }

    /** After whatever makes keys at start. */
    void start(@Observes @Priority(5000) StartupEvent started) {
        recurring.every("keys", EVERY, this::look);
    }

    public Summary summary() {
        return summary.get();
    }

    /** Looks now. */
    synchronized void look() {
        Instant now = clock.instant();
        List<RegistryKey> watched =
                QuarkusTransaction.requiringNew().call(() -> keys.in(Set.of(KeyState.CURRENT, KeyState.NEXT)));
        Map<KeyWarning, Integer> warnings = new HashMap<>();
        for (RegistryKey key : watched) {
            KeyWarning.of(key, now).ifPresent(warning -> {
                warnings.merge(warning, 1, Integer::sum);
                say(key, warning, now);
            });
        }
        gauge.register(
                watched.stream()
                        .flatMap(key -> key.daysLeft(now).stream()
                                .map(days -> MultiGauge.Row.of(
                                        Tags.of(
                                                "purpose", key.purpose().name(),
                                                "authority",
                                                        key.authority()
                                                                .map(Uscc::value)
                                                                .orElse(""),
                                                "state", key.state().name(),
                                                "key", key.id().toString()),
                                        days)))
                        .toList(),
                true);
        summary.set(new Summary(watched.size(), warnings));
    }

    private void say(RegistryKey key, KeyWarning warning, Instant now) {
        Said before = said.get(key.id());
        boolean urgent = warning == KeyWarning.ENDED || warning == KeyWarning.WITHIN_7_DAYS;
        if (before != null
                && before.warning() == warning
                && !(urgent && now.isAfter(before.at().plus(Duration.ofDays(1))))) {
            return;
        }
        said.put(key.id(), new Said(warning, now));
        LOG.warnf(
                "%s key %s of %s: %d days left, then it cannot sign any more. See the operator's guide, Keys and certificates.",
                key.purpose(),
                key.id(),
                key.authority().map(Uscc::value).orElse("the registry"),
                key.daysLeft(now).orElse(0L));
    }
}
