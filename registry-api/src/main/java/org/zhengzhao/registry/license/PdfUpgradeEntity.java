package org.zhengzhao.registry.license;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhengzhao.signing.evidence.PadesLevel;

/** A new row of the queue; what becomes of it is written by {@link PdfUpgradeRepository} in statements of its own. */
@Entity
@Immutable
@Table(name = "pdf_upgrade")
class PdfUpgradeEntity {
    @Id
    @Column(name = "license_id")
    UUID licenseId;

    @Enumerated(EnumType.STRING)
    PadesLevel level;

    int attempts;

    @Column(name = "queued_at")
    Instant queuedAt;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    /** For the mapper of rows. */
    @SuppressWarnings("NullAway.Init")
    PdfUpgradeEntity() {}
}
