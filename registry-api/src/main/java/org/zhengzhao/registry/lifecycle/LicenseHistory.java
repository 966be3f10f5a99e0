package org.zhengzhao.registry.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.registry.license.LicenseDocument;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.Lifecycle;
import org.zhengzhao.schema.lifecycle.Standing;

/**
 * A license and what was done to it.
 *
 * @param signed its events in the order in which they were recorded
 */
public record LicenseHistory(StoredLicense license, List<SignedEvent> signed) {
    public LicenseHistory {
        Objects.requireNonNull(license);
        signed = List.copyOf(signed);
    }

    public List<LicenseEvent> events() {
        return signed.stream().map(SignedEvent::event).toList();
    }

    public Standing standingAt(Instant at, Instant knownAt) {
        return Lifecycle.standingAt(license.content().validity(), events(), at, knownAt);
    }

    /** The version that takes the place of this one, now or later. */
    public Optional<LicenseIdentifier> successor(Instant knownAt) {
        return Lifecycle.supersession(events(), knownAt)
                .flatMap(event -> license.content().identifier().next());
    }

    /** From when on acts on it can hold. */
    Instant earliest() {
        LicenseContent content = license.content();
        return Stream.of(
                        content.issuedOn().atStartOfDay(ValidityPeriod.ZONE).toInstant(),
                        content.validity().start(),
                        license.createdAt())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** That event with its signature; a history has the events that it tells. */
    SignedEvent signed(LicenseEvent event) {
        return signed.stream()
                .filter(each -> each.event().id().equals(event.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Where it stands now. All that is committed is known, also what a node recorded whose clock is ahead of this one's. */
    public Standing standingNow(Instant now) {
        return standingAt(present(now), Instant.MAX);
    }

    /** Not before the last entry: what an act that was answered made of the license is true on every node. */
    public Instant present(Instant now) {
        return Stream.concat(Stream.of(now), events().stream().map(LicenseEvent::recordedAt))
                .max(Instant::compareTo)
                .orElse(now);
    }

    /** The license as the API shows it now. */
    public LicenseDocument document(Instant now) {
        return document(now, Optional.empty(), Optional.empty());
    }

    /**
     * The license as the API shows it.
     *
     * @param at the moment whose status is told; without it that of {@code knownAt}, or now
     * @param knownAt the moment whose knowledge counts; without it all that is committed is known
     */
    public LicenseDocument document(Instant now, Optional<Instant> at, Optional<Instant> knownAt) {
        Optional<Instant> asked = at.or(() -> knownAt);
        Instant knowledge = knownAt.orElse(Instant.MAX);
        return LicenseDocument.of(
                license,
                standingAt(asked.orElseGet(() -> present(now)), knowledge),
                successor(knowledge),
                asked.orElse(now),
                knownAt.orElse(now));
    }
}
