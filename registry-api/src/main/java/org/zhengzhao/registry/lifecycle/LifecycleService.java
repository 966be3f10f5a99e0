package org.zhengzhao.registry.lifecycle;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.IdempotencyRepository;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.Lifecycle;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.key.SigningKey;

/**
 * Records what becomes of licenses.
 *
 * <p>Order of what happens, and what a crash leaves behind:
 *
 * <ol>
 *   <li>One read: the license with its events, and whether the same request was answered before. Nothing is written.
 *   <li>The event is held against the table and the events, and signed on the compute pool, with its place in the history and the
 *       digest of the entry before it. Nothing is written; a crash leaves a signature that nobody has seen.
 *   <li>One transaction updates the row of the license where its history still has the length that was read, and writes event,
 *       due changes of status lists and idempotency key. Of two acts that race the second finds another length, and
 *       begins again: it is judged by what the first one made of the license.
 * </ol>
 *
 * <p>Nothing is locked while a key is at work.
 */
@ApplicationScoped
public class LifecycleService {
    /** Each lost try means that another act on the same license was recorded. */
    public static final int TRIES = 8;

    private static final Duration LATEST = Duration.ofDays(366);

    private final LifecycleRepository lifecycles;
    private final IdempotencyRepository idempotency;
    private final EventSigner signer;
    private final ComputePool pool;
    private final TimeOrderedIds ids;
    private final Clock clock;

    LifecycleService(
            LifecycleRepository lifecycles,
            IdempotencyRepository idempotency,
            EventSigner signer,
            ComputePool pool,
            TimeOrderedIds ids,
            Clock clock) {
        this.lifecycles = lifecycles;
        this.idempotency = idempotency;
        this.signer = signer;
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What came of a request.
     *
     * @param history of the license, the events included
     * @param replayed whether an earlier request with the same idempotency key had already recorded them
     */
    public record Recorded(LicenseHistory history, List<SignedEvent> events, boolean replayed) {
        public Recorded {
            Objects.requireNonNull(history);
            events = List.copyOf(events);
        }
    }

    /** Records an act on a license of the caller's authority. */
    Recorded act(
            Caller caller,
            Optional<IdempotencyKey> key,
            LicenseIdentifier identifier,
            EventOrder order,
            Bytes requestDigest) {
        return record(
                caller,
                key,
                identifier,
                requestDigest,
                (history, signing) -> prepare(history, order, caller.clientId(), signing));
    }

    /** Corrects an event of a license of the caller's authority, and puts another one in its place where the order has one. */
    Recorded correct(
            Caller caller,
            Optional<IdempotencyKey> key,
            LicenseIdentifier identifier,
            CorrectionOrder order,
            Bytes requestDigest) {
        return record(
                caller,
                key,
                identifier,
                requestDigest,
                (history, signing) -> prepareCorrection(history, order, caller.clientId(), signing));
    }

    /**
     * Holds an act against the history and signs its event.
     *
     * @throws RegistryException if the act is not allowed; it says what is
     */
    public NewEvents prepare(LicenseHistory history, EventOrder order, String recordedBy, SigningKey signing) {
        LicenseEvent event = requireAdmitted(history, order);
        return signed(history, List.of(event), recordedBy, signing);
    }

    /**
     * The event of an act as it would be recorded now.
     *
     * @throws RegistryException if the act is not allowed; it says what is
     */
    public LicenseEvent requireAdmitted(LicenseHistory history, EventOrder order) {
        Instant now = now(history);
        LicenseEvent event = event(
                history, 1, order.act(), order.effectiveAt().orElse(now), now, order.decision(), Optional.empty());
        requireTime(history, event, now);
        LifecycleRefusals.require(
                Lifecycle.admit(history.license().content().validity(), history.events(), event, now),
                history.successor(Instant.MAX));
        return event;
    }

    private NewEvents prepareCorrection(
            LicenseHistory history, CorrectionOrder order, String recordedBy, SigningKey signing) {
        if (history.events().stream().noneMatch(event -> event.id().equals(order.corrects()))) {
            throw LifecycleRefusals.unknownEvent();
        }
        Instant now = now(history);
        LicenseEvent correction =
                event(history, 1, Act.CORRECT, now, now, order.decision(), Optional.of(order.corrects()));
        Optional<LicenseEvent> replacement = order.replacement()
                .map(other -> event(
                        history,
                        2,
                        other.act(),
                        other.effectiveAt().orElse(now),
                        now,
                        other.decision(),
                        Optional.empty()));
        replacement.ifPresent(event -> requireTime(history, event, now));
        LifecycleRefusals.require(
                Lifecycle.admitCorrection(
                        history.license().content().validity(), history.events(), order.corrects(), replacement, now),
                history.successor(Instant.MAX));
        return signed(
                history,
                Stream.concat(Stream.of(correction), replacement.stream()).toList(),
                recordedBy,
                signing);
    }

    /** Never earlier than the entry before: clocks of nodes differ, a history does not run backwards. */
    private Instant now(LicenseHistory history) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return history.events().stream()
                .map(LicenseEvent::recordedAt)
                .filter(last -> last.isAfter(now))
                .max(Instant::compareTo)
                .orElse(now);
    }

    private LicenseEvent event(
            LicenseHistory history,
            int next,
            Act act,
            Instant effectiveAt,
            Instant now,
            Decision decision,
            Optional<UUID> corrects) {
        return new LicenseEvent(
                ids.next(), history.signed().size() + next, act, effectiveAt, now, Optional.of(decision), corrects);
    }

    private static void requireTime(LicenseHistory history, LicenseEvent event, Instant now) {
        if (event.act().supersedes()) {
            return;
        }
        LicenseContent content = history.license().content();
        Instant earliest = Stream.of(
                        content.issuedOn().atStartOfDay(ValidityPeriod.ZONE).toInstant(),
                        content.validity().start(),
                        history.license().createdAt())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant latest = now.plus(LATEST);
        if (event.effectiveAt().isBefore(earliest) || event.effectiveAt().isAfter(latest)) {
            throw LifecycleRefusals.wrongTime(earliest, latest);
        }
    }

    private NewEvents signed(LicenseHistory history, List<LicenseEvent> events, String recordedBy, SigningKey signing) {
        LicenseIdentifier license = history.license().content().identifier();
        List<SignedEvent> signed = pool.run(() -> {
            List<SignedEvent> done = new ArrayList<>();
            Optional<Bytes> previous = history.signed().isEmpty()
                    ? Optional.empty()
                    : Optional.of(history.signed().getLast().digest());
            for (LicenseEvent event : events) {
                SignedEvent each = signer.sign(
                        new EventStatement(
                                license,
                                history.license().digest(),
                                event,
                                recordedBy,
                                event.act().supersedes() ? license.next() : Optional.empty(),
                                previous),
                        signing);
                done.add(each);
                previous = Optional.of(each.digest());
            }
            return done;
        });
        return new NewEvents(history.license().id(), history.signed().size(), signed);
    }

    /** What one read finds. */
    private record Start(LicenseHistory history, Optional<Recorded> earlier) {}

    private Recorded record(
            Caller caller,
            Optional<IdempotencyKey> key,
            LicenseIdentifier identifier,
            Bytes requestDigest,
            BiFunction<LicenseHistory, SigningKey, NewEvents> prepare) {
        if (!identifier.authority().equals(caller.authority())) {
            throw LifecycleRefusals.notIssuingAuthority();
        }
        for (int i = 0; i < TRIES; i++) {
            Start start = QuarkusTransaction.requiringNew().call(() -> start(caller, key, identifier, requestDigest));
            if (start.earlier().isPresent()) {
                return start.earlier().get();
            }
            NewEvents added = prepare.apply(start.history(), signer.requireKey(clock.instant()));
            Optional<Recorded> recorded = write(caller, key, identifier, requestDigest, start.history(), added);
            if (recorded.isPresent()) {
                return recorded.get();
            }
        }
        throw busy();
    }

    /** Others act on the same license faster than this request can be checked. */
    public static RegistryException busy() {
        return new RegistryException(
                ProblemType.BUSY, new Bilingual("没有写入任何内容。请稍后重试。", "Nothing was written. Try again shortly."));
    }

    /**
     * The history before the key: where the history has what the same request made, the key is there too. Where the key is there the
     * history is read again: the first may be from before what the key stands for.
     */
    private Start start(
            Caller caller, Optional<IdempotencyKey> key, LicenseIdentifier identifier, Bytes requestDigest) {
        LicenseHistory history = lifecycles.find(identifier).orElseThrow(LifecycleRefusals::unknownLicense);
        return new Start(
                history,
                key.flatMap(given -> idempotency.findEarlier(caller.clientId(), given, requestDigest))
                        .map(made -> replayed(
                                lifecycles.find(identifier).orElseThrow(LifecycleRefusals::unknownLicense), made)));
    }

    private static Recorded replayed(LicenseHistory history, String made) {
        Set<String> recorded = Set.copyOf(Arrays.asList(made.split(" ", -1)));
        return new Recorded(
                history,
                history.signed().stream()
                        .filter(signed -> recorded.contains(signed.event().id().toString()))
                        .toList(),
                true);
    }

    private Optional<Recorded> write(
            Caller caller,
            Optional<IdempotencyKey> key,
            LicenseIdentifier identifier,
            Bytes requestDigest,
            LicenseHistory history,
            NewEvents added) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                if (!lifecycles.append(added)) {
                    return Optional.empty();
                }
                String made = added.events().stream()
                        .map(signed -> signed.event().id().toString())
                        .collect(Collectors.joining(" "));
                key.ifPresent(given -> idempotency.add(caller.clientId(), given, requestDigest, made));
                return Optional.of(new Recorded(
                        new LicenseHistory(
                                history.license(),
                                Stream.concat(history.signed().stream(), added.events().stream())
                                        .toList()),
                        added.events(),
                        false));
            });
        } catch (RuntimeException failed) {
            if (key.isPresent()
                    && DatabaseFailures.brokenConstraint(failed)
                            .filter("idempotency_record_pkey"::equals)
                            .isPresent()) {
                // The same key was used for another license at the same time: found, and refused, on the next try.
                return QuarkusTransaction.requiringNew()
                        .call(() -> start(caller, key, identifier, requestDigest))
                        .earlier();
            }
            throw failed;
        }
    }
}
