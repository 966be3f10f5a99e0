package org.zhengzhao.registry.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "grant_request")
class GrantRequestEntity {
    @Id
    UUID id;

    @Embedded
    TermsColumns terms;

    String officer;
    String reason;

    @Enumerated(EnumType.STRING)
    RequestState state;

    @Column(name = "received_on")
    LocalDate receivedOn;

    @Column(name = "allowed_days")
    int allowedDays;

    @Column(name = "extended_days")
    int extendedDays;

    @Column(name = "due_on")
    @Nullable
    LocalDate dueOn;

    @Column(name = "available_by")
    @Nullable
    LocalDate availableBy;

    @Version
    int version;

    @SuppressWarnings("NullAway.Init")
    GrantRequestEntity() {}
}
