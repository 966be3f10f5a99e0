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
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
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
 *   <li>One read: the license with its events, the versions after it with theirs, and whether the same request was answered before.
 *       Nothing is written.
 *   <li>The event is held against the table and the events, and signed on the compute pool, with its place in the history and the
 *       digest of the entry before it; so is what is carried to a next version that is not in place yet. Nothing is written; a
 *       crash leaves signatures that nobody has seen.
 *   <li>One transaction updates the row of the license where its history still has the length that was read, and writes event and
 *       due changes of status lists; then the same for each later version, in the order of the versions, so that no two wait for
 *       each other; then the idempotency key. Of two acts that race the second finds another length, and begins again: it is
 *       judged by what the first one made of the license. A renewal that races an end is there and ended with the license, or
 *       refused because of the end.
 * </ol>
 *
 * <p>Nothing is locked while a key is at work.
 */
@ApplicationScoped
public class LifecycleService {
    /** Each lost try means that another act on the same license was recorded. */
    public static final int TRIES = 8;

    /** How often versions are read anew where one was issued in between. */
    private static final int READINGS = 5;

    private static final Duration LATEST = Duration.ofDays(366);

    private final LifecycleRepository lifecycles;
    private final IdempotencyRepository idempotency;
    private final EventSigner signer;
    private final CarriedActs carried;
    private final ComputePool pool;
    private final TimeOrderedIds ids;
    private final Clock clock;

    LifecycleService(
            LifecycleRepository lifecycles,
            IdempotencyRepository idempotency,
            EventSigner signer,
            CarriedActs carried,
            ComputePool pool,
            TimeOrderedIds ids,
            Clock clock) {
        this.lifecycles = lifecycles;
        this.idempotency = idempotency;
        this.signer = signer;
        this.carried = carried;
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What came of a request.
     *
     * @param history of the license, the events included
     * @param carriedTo later versions for which the same was recorded
     * @param replayed whether an earlier request with the same idempotency key had already recorded them
     */
    public record Recorded(
            LicenseHistory history, List<SignedEvent> events, List<LicenseIdentifier> carriedTo, boolean replayed) {
        public Recorded {
            Objects.requireNonNull(history);
            events = List.copyOf(events);
            carriedTo = List.copyOf(carriedTo);
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
                Permission.ACT_ON_LICENSE,
                key,
                identifier,
                requestDigest,
                (versions, now) -> plan(versions, order, now));
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
                Permission.CORRECT_LICENSE_EVENT,
                key,
                identifier,
                requestDigest,
                (versions, now) -> planCorrection(versions, order, now));
    }

    /**
     * Holds an act against the history and signs its event.
     *
     * @throws RegistryException if the act is not allowed; it says what is
     */
    public NewEvents prepare(LicenseHistory history, EventOrder order, String recordedBy, SigningKey signing) {
        LicenseEvent event = requireAdmitted(history, order);
        return signed(List.of(PlannedEvents.asked(history, List.of(event))), recordedBy, signing)
                .getFirst();
    }

    /**
     * The event of an act as it would be recorded now.
     *
     * @throws RegistryException if the act is not allowed; it says what is
     */
    public LicenseEvent requireAdmitted(LicenseHistory history, EventOrder order) {
        return requireAdmitted(history, order, now(Stream.of(history)));
    }

    private LicenseEvent requireAdmitted(LicenseHistory history, EventOrder order, Instant now) {
        LicenseEvent event = event(
                history, 1, order.act(), order.effectiveAt().orElse(now), now, order.decision(), Optional.empty());
        requireTime(history, event, now);
        LifecycleRefusals.require(
                Lifecycle.admit(history.license().content().validity(), history.events(), event, now),
                history.successor(Instant.MAX));
        return event;
    }

    private List<PlannedEvents> plan(LicenseVersions versions, EventOrder order, Instant now) {
        LicenseEvent event = requireAdmitted(versions.license(), order, now);
        return Stream.concat(
                        Stream.of(PlannedEvents.asked(versions.license(), List.of(event))),
                        carried.act(versions, event, now).stream())
                .toList();
    }

    private List<PlannedEvents> planCorrection(LicenseVersions versions, CorrectionOrder order, Instant now) {
        LicenseHistory history = versions.license();
        SignedEvent wrong = history.signed().stream()
                .filter(signed -> signed.event().id().equals(order.corrects()))
                .findFirst()
                .orElseThrow(LifecycleRefusals::unknownEvent);
        wrong.causedBy().ifPresent(cause -> {
            throw LifecycleRefusals.carried(cause);
        });
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
        return Stream.concat(
                        Stream.of(PlannedEvents.asked(
                                history,
                                Stream.concat(Stream.of(correction), replacement.stream())
                                        .toList())),
                        carried.correction(versions, correction, replacement, now).stream())
                .toList();
    }

    /** Never earlier than the entry before: clocks of nodes differ, a history does not run backwards. */
    private Instant now(Stream<LicenseHistory> histories) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return histories
                .flatMap(history -> history.events().stream())
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
        Instant earliest = history.earliest();
        Instant latest = now.plus(LATEST);
        if (event.effectiveAt().isBefore(earliest) || event.effectiveAt().isAfter(latest)) {
            throw LifecycleRefusals.wrongTime(earliest, latest);
        }
    }

    private List<NewEvents> signed(List<PlannedEvents> planned, String recordedBy, SigningKey signing) {
        return pool.run(() ->
                planned.stream().map(each -> signed(each, recordedBy, signing)).toList());
    }

    private NewEvents signed(PlannedEvents planned, String recordedBy, SigningKey signing) {
        LicenseHistory history = planned.history();
        LicenseIdentifier license = history.license().content().identifier();
        List<SignedEvent> done = new ArrayList<>();
        Optional<Bytes> previous = history.signed().isEmpty()
                ? Optional.empty()
                : Optional.of(history.signed().getLast().digest());
        for (PlannedEvents.Entry entry : planned.entries()) {
            SignedEvent each = signer.sign(
                    new EventStatement(
                            license,
                            history.license().digest(),
                            entry.event(),
                            recordedBy,
                            entry.event().act().supersedes() ? license.next() : Optional.empty(),
                            entry.causedBy(),
                            previous),
                    signing);
            done.add(each);
            previous = Optional.of(each.digest());
        }
        return new NewEvents(history.license().id(), history.signed().size(), done);
    }

    /** What one read finds. */
    private record Start(LicenseVersions versions, Optional<Recorded> earlier) {}

    private Recorded record(
            Caller caller,
            Permission permission,
            Optional<IdempotencyKey> key,
            LicenseIdentifier identifier,
            Bytes requestDigest,
            BiFunction<LicenseVersions, Instant, List<PlannedEvents>> plan) {
        // Before it is looked up: of licenses of others it is not told whether they exist.
        LifecycleRefusals.requireMay(caller, permission, identifier, Optional.empty());
        for (int i = 0; i < TRIES; i++) {
            Start start = QuarkusTransaction.requiringNew().call(() -> start(caller, key, identifier, requestDigest));
            LifecycleRefusals.requireMay(
                    caller,
                    permission,
                    identifier,
                    Optional.of(start.versions().license().license().area()));
            if (start.earlier().isPresent()) {
                return start.earlier().get();
            }
            SigningKey signing = signer.requireKey(clock.instant());
            List<PlannedEvents> planned =
                    plan.apply(start.versions(), now(start.versions().all()));
            List<NewEvents> added = signed(planned, caller.clientId(), signing);
            Optional<Recorded> recorded = write(caller, key, identifier, requestDigest, planned, added);
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
        LicenseVersions versions = find(identifier);
        return new Start(
                versions,
                key.flatMap(given -> idempotency.findEarlier(caller.clientId(), given, requestDigest))
                        .map(made -> replayed(find(identifier), made)));
    }

    private LicenseVersions find(LicenseIdentifier identifier) {
        for (int i = 0; i < READINGS; i++) {
            LicenseHistory license = lifecycles.find(identifier).orElseThrow(LifecycleRefusals::unknownLicense);
            LicenseVersions versions = new LicenseVersions(
                    license, license.successor(Instant.MAX).isPresent() ? lifecycles.findLater(identifier) : List.of());
            if (versions.complete()) {
                return versions;
            }
        }
        throw busy();
    }

    private static Recorded replayed(LicenseVersions versions, String made) {
        Set<String> recorded = Set.copyOf(Arrays.asList(made.split(" ", -1)));
        return new Recorded(
                versions.license(),
                versions.license().signed().stream()
                        .filter(signed -> recorded.contains(signed.event().id().toString()))
                        .toList(),
                versions.later().stream()
                        .filter(later -> later.signed().stream()
                                .flatMap(signed -> signed.causedBy().stream())
                                .anyMatch(cause -> recorded.contains(cause.toString())))
                        .map(later -> later.license().content().identifier())
                        .toList(),
                true);
    }

    /** Another act was recorded since the histories were read: nothing of this one is written. */
    private static final class HistoryChangedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Optional<Recorded> write(
            Caller caller,
            Optional<IdempotencyKey> key,
            LicenseIdentifier identifier,
            Bytes requestDigest,
            List<PlannedEvents> planned,
            List<NewEvents> added) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                for (NewEvents each : added) {
                    if (!lifecycles.append(each)) {
                        throw new HistoryChangedException();
                    }
                }
                List<SignedEvent> asked = added.getFirst().events();
                String made = asked.stream()
                        .map(signed -> signed.event().id().toString())
                        .collect(Collectors.joining(" "));
                key.ifPresent(given -> idempotency.add(caller.clientId(), given, requestDigest, made));
                LicenseHistory before = planned.getFirst().history();
                return Optional.of(new Recorded(
                        new LicenseHistory(
                                before.license(),
                                Stream.concat(before.signed().stream(), asked.stream())
                                        .toList()),
                        asked,
                        planned.stream()
                                .skip(1)
                                .filter(later -> !later.entries().isEmpty())
                                .map(later ->
                                        later.history().license().content().identifier())
                                .toList(),
                        false));
            });
        } catch (HistoryChangedException changed) {
            return Optional.empty();
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
