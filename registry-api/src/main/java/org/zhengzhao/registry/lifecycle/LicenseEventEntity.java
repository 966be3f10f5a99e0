package org.zhengzhao.registry.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.ReasonCode;

/** An event as a row. The columns repeat what the signed statement says, to be read without opening it. */
@Entity
@Immutable
@Table(name = "license_event")
class LicenseEventEntity {
    @Id
    UUID id;

    @Column(name = "license_id")
    UUID licenseId;

    int position;

    @Enumerated(EnumType.STRING)
    Act act;

    @Column(name = "effective_at")
    Instant effectiveAt;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @Column(name = "recorded_by")
    String recordedBy;

    @Column(name = "decided_by")
    @Nullable
    String decidedBy;

    @Column(name = "document_number")
    @Nullable
    String documentNumber;

    @Column(name = "reason_code")
    @Enumerated(EnumType.STRING)
    @Nullable
    ReasonCode reasonCode;

    @Nullable
    String reason;

    @Nullable
    UUID corrects;

    @Column(name = "caused_by")
    @Nullable
    UUID causedBy;

    byte[] signed;

    @SuppressWarnings("NullAway.Init")
    LicenseEventEntity() {}

    static LicenseEventEntity of(UUID licenseId, SignedEvent signed) {
        LicenseEvent event = signed.event();
        LicenseEventEntity row = new LicenseEventEntity();
        row.id = event.id();
        row.licenseId = licenseId;
        row.position = event.position();
        row.act = event.act();
        row.effectiveAt = event.effectiveAt();
        row.recordedAt = event.recordedAt();
        row.recordedBy = signed.recordedBy();
        event.decision().ifPresent(decision -> {
            row.decidedBy = decision.decidedBy();
            row.documentNumber = decision.documentNumber();
            row.reasonCode = decision.reasonCode();
            row.reason = decision.reason().orElse(null);
        });
        row.corrects = event.corrects().orElse(null);
        row.causedBy = signed.causedBy().orElse(null);
        row.signed = signed.message().toArray();
        return row;
    }

    SignedEvent read() {
        return new SignedEvent(
                new LicenseEvent(id, position, act, effectiveAt, recordedAt, decision(), Optional.ofNullable(corrects)),
                recordedBy,
                Optional.ofNullable(causedBy),
                Bytes.of(signed));
    }

    private Optional<Decision> decision() {
        return decidedBy == null || documentNumber == null || reasonCode == null
                ? Optional.empty()
                : Optional.of(new Decision(decidedBy, documentNumber, reasonCode, Optional.ofNullable(reason)));
    }
}
