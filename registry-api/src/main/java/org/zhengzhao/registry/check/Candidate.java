package org.zhengzhao.registry.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.requirement.condition.LicenseFacts;
import org.zhengzhao.registry.sharing.Moment;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.lifecycle.Lifecycle;

/** A license that may meet a requirement, with its status at the moment asked about. */
record Candidate(LicenseHistory history, LicenseFacts facts) {
    Candidate {
        Objects.requireNonNull(history);
        Objects.requireNonNull(facts);
    }

    static Candidate of(LicenseHistory history, Moment moment) {
        Instant at = moment.askedAt().orElseGet(() -> history.present(moment.now()));
        LicenseContent content = history.license().content();
        return new Candidate(
                history,
                new LicenseFacts(
                        content.number(),
                        history.standingAt(at, Instant.MAX).status(),
                        content.issuedOn(),
                        content.validity().firstDay(),
                        content.validity().lastDay(),
                        content.areaCode(),
                        content.fields(),
                        Lifecycle.tookEffect(history.events(), at, Instant.MAX).stream()
                                .map(event -> new LicenseFacts.DoneAct(
                                        event.act(), LocalDate.ofInstant(event.effectiveAt(), ValidityPeriod.ZONE)))
                                .toList()));
    }

    LicenseStatus status() {
        return facts.status();
    }
}
