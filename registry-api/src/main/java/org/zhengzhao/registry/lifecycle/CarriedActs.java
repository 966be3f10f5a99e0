package org.zhengzhao.registry.lifecycle;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Admission;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.lifecycle.Lifecycle;
import org.zhengzhao.schema.lifecycle.Standing;

/**
 * Carries to the next version, where that was issued and is not in place yet, what is done to a license: a license that was revoked
 * must not come back to life by a renewal that was issued before. Each version has its own history and its own place in a status
 * list, so each gets an event of its own, with the same decision.
 */
@Singleton
class CarriedActs {
    private final TimeOrderedIds ids;

    CarriedActs(TimeOrderedIds ids) {
        this.ids = ids;
    }

    /**
     * An act, for each later version.
     *
     * @throws RegistryException if one of them does not allow it; it says which
     */
    List<PlannedEvents> act(LicenseVersions versions, LicenseEvent event, Instant now) {
        List<LicenseEvent> before = versions.license().events();
        if (!Lifecycle.nextVersionWaits(before, now)) {
            return List.of();
        }
        Optional<UUID> lifted = lifted(versions.license(), before, event);
        return versions.later().stream()
                .map(later -> carried(later, event, lifted, now))
                .toList();
    }

    /**
     * A correction, for each later version to which the wrong event was carried. What is put in its place is carried to all that are
     * not in place yet.
     *
     * @throws RegistryException if one of them does not allow it; it says which
     */
    List<PlannedEvents> correction(
            LicenseVersions versions, LicenseEvent correction, Optional<LicenseEvent> replacement, Instant now) {
        List<LicenseEvent> before = new ArrayList<>(versions.license().events());
        before.add(correction);
        boolean waits = Lifecycle.nextVersionWaits(before, now);
        List<PlannedEvents> planned = new ArrayList<>();
        for (LicenseHistory later : versions.later()) {
            Optional<LicenseEvent> wrong = later.signed().stream()
                    .filter(signed -> signed.causedBy().equals(correction.corrects()))
                    .map(SignedEvent::event)
                    .findFirst();
            if (wrong.isPresent()) {
                planned.add(corrected(later, wrong.get(), correction, replacement, now));
            } else if (waits && replacement.isPresent()) {
                Optional<UUID> lifted = lifted(versions.license(), before, replacement.get());
                planned.add(carried(later, replacement.get(), lifted, now));
            } else {
                planned.add(PlannedEvents.none(later));
            }
        }
        return planned;
    }

    /** What an act lifts: a later version is given back only what was taken away together with this one. */
    private static Optional<UUID> lifted(LicenseHistory license, List<LicenseEvent> before, LicenseEvent event) {
        return lifts(event.act())
                ? Lifecycle.standingAt(license.license().content().validity(), before, event.effectiveAt(), Instant.MAX)
                        .cause()
                        .map(cause -> license.signed(cause).origin())
                : Optional.empty();
    }

    private static boolean lifts(Act act) {
        return switch (act) {
            case RESUME, CANCEL_TRANSFER_OUT -> true;
            case ISSUE,
                    SUSPEND,
                    CHANGE,
                    RENEW,
                    REISSUE,
                    TRANSFER_OUT,
                    WITHDRAW,
                    ANNUL,
                    REVOKE_AS_PENALTY,
                    CANCEL,
                    CORRECT -> false;
        };
    }

    private PlannedEvents carried(LicenseHistory later, LicenseEvent event, Optional<UUID> lifted, Instant now) {
        Instant at = effect(later, event);
        Standing there = later.standingAt(at, Instant.MAX);
        // The version that took its place is among the later ones too.
        boolean elsewhere = there.status() == LicenseStatus.SUPERSEDED;
        boolean notLifted = lifts(event.act())
                && !there.cause().map(cause -> later.signed(cause).origin()).equals(lifted);
        if (elsewhere || notLifted) {
            return PlannedEvents.none(later);
        }
        LicenseEvent own = own(later, 1, event, at, now, Optional.empty());
        Admission admission = Lifecycle.admit(validity(later), later.events(), own, now);
        boolean sameAlready = event.act().target().equals(Optional.of(there.status()));
        if (!(admission instanceof Admission.Admitted) && (sameAlready || endsAnyway(later, at, now))) {
            return PlannedEvents.none(later);
        }
        require(admission, later);
        return new PlannedEvents(later, List.of(new PlannedEvents.Entry(own, Optional.of(event.id()))));
    }

    private static boolean endsAnyway(LicenseHistory later, Instant at, Instant now) {
        return later.standingAt(at.isAfter(now) ? at : now, Instant.MAX)
                .status()
                .ended();
    }

    private PlannedEvents corrected(
            LicenseHistory later,
            LicenseEvent wrong,
            LicenseEvent correction,
            Optional<LicenseEvent> replacement,
            Instant now) {
        List<PlannedEvents.Entry> entries = new ArrayList<>();
        entries.add(new PlannedEvents.Entry(
                own(later, 1, correction, now, now, Optional.of(wrong.id())), Optional.of(correction.id())));
        Optional<LicenseEvent> other =
                replacement.map(event -> own(later, 2, event, effect(later, event), now, Optional.empty()));
        other.ifPresent(own -> entries.add(new PlannedEvents.Entry(own, replacement.map(LicenseEvent::id))));
        require(Lifecycle.admitCorrection(validity(later), later.events(), wrong.id(), other, now), later);
        return new PlannedEvents(later, entries);
    }

    /** Not before the later version was there. */
    private static Instant effect(LicenseHistory later, LicenseEvent event) {
        Instant earliest = later.earliest();
        return event.effectiveAt().isBefore(earliest) ? earliest : event.effectiveAt();
    }

    private LicenseEvent own(
            LicenseHistory later, int next, LicenseEvent event, Instant at, Instant now, Optional<UUID> corrects) {
        return new LicenseEvent(
                ids.next(), later.signed().size() + next, event.act(), at, now, event.decision(), corrects);
    }

    private static ValidityPeriod validity(LicenseHistory history) {
        return history.license().content().validity();
    }

    private static void require(Admission admission, LicenseHistory later) {
        LifecycleRefusals.requireCarried(
                admission, later.license().content().identifier(), later.successor(Instant.MAX));
    }
}
