package org.zhengzhao.schema.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhengzhao.schema.license.ValidityPeriod;

/**
 * Folds the events of a license into its status, and says which event may be added. Pure functions of what they are given.
 *
 * <p>Two times: {@code at} is the moment asked about, {@code knownAt} the moment whose knowledge counts. Events recorded later than
 * {@code knownAt} are left out, corrections included.
 */
public final class Lifecycle {
    private static final Comparator<LicenseEvent> BY_EFFECT =
            Comparator.comparing(LicenseEvent::effectiveAt).thenComparingInt(LicenseEvent::position);

    private Lifecycle() {}

    /** The status at a moment, as known at another. */
    public static LicenseStatus statusAt(
            ValidityPeriod validity, List<LicenseEvent> events, Instant at, Instant knownAt) {
        return standingAt(validity, events, at, knownAt).status();
    }

    /** The status at a moment, as known at another, with since when and why. */
    public static Standing standingAt(ValidityPeriod validity, List<LicenseEvent> events, Instant at, Instant knownAt) {
        return dated(validity, decided(counting(events, knownAt), at), at);
    }

    /** What a status list says at a moment, as known at another: the decisions alone, without dates. */
    public static StatusValue listedAt(List<LicenseEvent> events, Instant at, Instant knownAt) {
        return StatusValue.listed(decided(counting(events, knownAt), at).status());
    }

    /**
     * What was done to a license by a moment, as known at another, and led to another status then; the oldest effect first. Neither its
     * issue nor what was corrected is among it.
     */
    public static List<LicenseEvent> tookEffect(List<LicenseEvent> events, Instant at, Instant knownAt) {
        List<LicenseEvent> done = new ArrayList<>();
        LicenseStatus status = LicenseStatus.VALID;
        for (LicenseEvent event : counting(events, knownAt)) {
            if (event.effectiveAt().isAfter(at)) {
                break;
            }
            if (Transitions.takesEffect(status, event.act())) {
                status = event.act().target().orElseThrow();
                done.add(event);
            }
        }
        return List.copyOf(done);
    }

    /** The event by which the next version takes the place of this one, be it later; empty where there is none. */
    public static Optional<LicenseEvent> supersession(List<LicenseEvent> events, Instant knownAt) {
        return counting(events, knownAt).stream()
                .filter(event -> event.act().supersedes())
                .findFirst();
    }

    /**
     * Whether there is a next version that does not stand in the place of this one yet. What is done to the license meanwhile is done
     * to that version too: what was taken away must not come back with it.
     */
    public static boolean nextVersionWaits(List<LicenseEvent> events, Instant now) {
        return supersession(events, Instant.MAX).isPresent()
                && decided(counting(events, Instant.MAX), now).status() != LicenseStatus.SUPERSEDED;
    }

    /**
     * Whether an act may be recorded. It must be allowed in the status that the license has when the act takes effect, and no event
     * that takes effect later may lose its effect by it. One exception: an end leaves without effect what comes after it, but
     * never another end, or a supersession, that has taken effect already.
     *
     * @param proposed neither the issue nor a correction
     */
    public static Admission admit(
            ValidityPeriod validity, List<LicenseEvent> events, LicenseEvent proposed, Instant now) {
        List<LicenseEvent> counting = counting(events, Instant.MAX);
        return admit(validity, effective(validity, counting), counting, proposed, now);
    }

    /**
     * Whether an event may be corrected, and another one be put in its place. The issue of a license is never corrected, it is
     * annulled; neither is a supersession, for its successor exists; nor is a correction.
     */
    public static Admission admitCorrection(
            ValidityPeriod validity,
            List<LicenseEvent> events,
            UUID corrected,
            Optional<LicenseEvent> replacement,
            Instant now) {
        List<LicenseEvent> before = counting(events, Instant.MAX);
        Optional<LicenseEvent> target = before.stream()
                .filter(event -> event.id().equals(corrected))
                .filter(event -> !event.act().supersedes())
                .findFirst();
        if (target.isEmpty()) {
            return new Admission.NotCorrectable();
        }
        List<LicenseEvent> without =
                before.stream().filter(event -> !event.equals(target.get())).toList();
        List<LicenseEvent> others = effective(validity, before).stream()
                .filter(event -> !event.equals(target.get()))
                .toList();
        if (replacement.isPresent()) {
            return admit(validity, others, without, replacement.get(), now);
        }
        Set<LicenseEvent> after = new HashSet<>(effective(validity, without));
        return others.stream()
                .filter(event -> !after.contains(event))
                .findFirst()
                .<Admission>map(Admission.Displaces::new)
                .orElseGet(Admission.Admitted::new);
    }

    private static Admission admit(
            ValidityPeriod validity,
            List<LicenseEvent> effectiveBefore,
            List<LicenseEvent> others,
            LicenseEvent proposed,
            Instant now) {
        Optional<Admission> refused = against(validity, others, proposed, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        LicenseStatus status = statusAt(validity, others, proposed.effectiveAt());
        if (proposed.decision()
                .filter(decision -> !decision.reasonCode().fits(proposed.act(), status))
                .isPresent()) {
            return new Admission.WrongReason(status);
        }
        List<LicenseEvent> with = new ArrayList<>(others);
        with.add(proposed);
        with.sort(BY_EFFECT);
        Set<LicenseEvent> after = new HashSet<>(effective(validity, with));
        return effectiveBefore.stream()
                .filter(event -> !after.contains(event))
                .filter(event -> !mayDisplace(proposed.act(), event, now))
                .findFirst()
                .<Admission>map(Admission.Displaces::new)
                .orElseGet(Admission.Admitted::new);
    }

    /**
     * Holds an act against the table. A next version is issued now even where it becomes effective later: it must be allowed in
     * the status of now too, and a suspension that will stand then is not forgotten because the license will have expired.
     */
    private static Optional<Admission> against(
            ValidityPeriod validity, List<LicenseEvent> others, LicenseEvent proposed, Instant now) {
        Instant then = proposed.effectiveAt();
        List<Admission.NotAllowed> statuses = new ArrayList<>();
        statuses.add(held(then, statusAt(validity, others, then)));
        if (proposed.act().supersedes()) {
            statuses.add(held(now, statusAt(validity, others, now)));
            statuses.add(held(then, decided(others, then).status()));
        }
        return statuses.stream()
                .filter(held -> !held.allowed().contains(proposed.act()))
                .<Admission>map(held -> held)
                .findFirst();
    }

    private static Admission.NotAllowed held(Instant at, LicenseStatus status) {
        return new Admission.NotAllowed(at, status, Transitions.allowed(status));
    }

    private static LicenseStatus statusAt(ValidityPeriod validity, List<LicenseEvent> counting, Instant at) {
        return dated(validity, decided(counting, at), at).status();
    }

    private static boolean mayDisplace(Act act, LicenseEvent later, Instant now) {
        boolean endedAlready = (later.act().ends() || later.act().supersedes())
                && !later.effectiveAt().isAfter(now);
        return act.ends() && !endedAlready;
    }

    /** The events that count, in the order in which they take effect. */
    private static List<LicenseEvent> counting(List<LicenseEvent> events, Instant knownAt) {
        Set<UUID> corrected = new HashSet<>();
        for (LicenseEvent event : events) {
            if (!event.recordedAt().isAfter(knownAt)) {
                event.corrects().ifPresent(corrected::add);
            }
        }
        return events.stream()
                .filter(event -> !event.recordedAt().isAfter(knownAt))
                .filter(event -> event.act() != Act.ISSUE && event.act() != Act.CORRECT)
                .filter(event -> !corrected.contains(event.id()))
                .sorted(BY_EFFECT)
                .toList();
    }

    /** What decisions alone make of a license: VALID, or the status to which one of them led. */
    private static Standing decided(List<LicenseEvent> counting, Instant at) {
        Standing standing = new Standing(LicenseStatus.VALID, Optional.empty(), Optional.empty());
        for (LicenseEvent event : counting) {
            if (event.effectiveAt().isAfter(at)) {
                break;
            }
            if (Transitions.takesEffect(standing.status(), event.act())) {
                standing = new Standing(
                        event.act().target().orElseThrow(), Optional.of(event.effectiveAt()), Optional.of(event));
            }
        }
        return standing;
    }

    private static Standing dated(ValidityPeriod validity, Standing decided, Instant at) {
        return switch (decided.status()) {
            case VALID, SUSPENDED -> {
                Optional<Instant> ended = validity.end().filter(end -> !at.isBefore(end));
                if (ended.isPresent()) {
                    yield new Standing(LicenseStatus.EXPIRED, ended, Optional.empty());
                }
                if (decided.status() == LicenseStatus.SUSPENDED) {
                    yield decided;
                }
                if (at.isBefore(validity.start())) {
                    yield new Standing(LicenseStatus.NOT_YET_EFFECTIVE, Optional.empty(), Optional.empty());
                }
                yield new Standing(
                        LicenseStatus.VALID, Optional.of(decided.since().orElse(validity.start())), decided.cause());
            }
            case NOT_YET_EFFECTIVE,
                    EXPIRED,
                    SUPERSEDED,
                    TRANSFERRED_OUT,
                    WITHDRAWN,
                    ANNULLED,
                    PENALTY_REVOKED,
                    CANCELLED -> decided;
        };
    }

    /** Those of the events that change something when their time comes, for a reason that fits then. */
    private static List<LicenseEvent> effective(ValidityPeriod validity, List<LicenseEvent> counting) {
        List<LicenseEvent> effective = new ArrayList<>();
        Standing standing = new Standing(LicenseStatus.VALID, Optional.empty(), Optional.empty());
        for (LicenseEvent event : counting) {
            LicenseStatus then = dated(validity, standing, event.effectiveAt()).status();
            if (Transitions.takesEffect(standing.status(), event.act())) {
                standing = new Standing(
                        event.act().target().orElseThrow(), Optional.of(event.effectiveAt()), Optional.of(event));
                if (event.decision()
                        .map(Decision::reasonCode)
                        .map(reason -> reason.fits(event.act(), then))
                        .orElse(true)) {
                    effective.add(event);
                }
            }
        }
        return effective;
    }
}
