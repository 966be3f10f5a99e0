package org.zhengzhao.registry.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch as a row. */
@Entity
@Table(name = "batch")
class BatchEntity {
    @Id
    UUID id;

    @Column(name = "authority_code")
    String authorityCode;

    @Column(name = "client_id")
    String clientId;

    String officer;
    String purpose;
    String matter;

    @Column(name = "case_number")
    String caseNumber;

    int size;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "forgotten_at")
    @Nullable
    Instant forgottenAt;

    @SuppressWarnings("NullAway.Init")
    BatchEntity() {}
}
