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

    /** The license as the API shows it. */
    public LicenseDocument document(Instant at, Instant knownAt) {
        return LicenseDocument.of(license, standingAt(at, knownAt), successor(knownAt), at, knownAt);
    }
}
