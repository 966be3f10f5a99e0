package org.zhengzhao.registry.trust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Rows are added only; the database refuses everything else. */
@Entity
@Immutable
@Table(name = "key_ceremony")
class KeyCeremonyEntity {
    @Id
    UUID id;

    Instant at;

    @Enumerated(EnumType.STRING)
    KeyCeremony.Act act;

    @Column(name = "key_id")
    UUID keyId;

    @Column(name = "client_id")
    String clientId;

    @Column(name = "conducted_by")
    String conductedBy;

    /** One a line. */
    String witnesses;

    String note;

    byte @Nullable [] fingerprint;

    /** For the mapper of rows. */
    @SuppressWarnings("NullAway.Init")
    KeyCeremonyEntity() {}
}
