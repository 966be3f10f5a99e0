package org.zhengzhao.registry.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "grant_step")
class GrantStepEntity {
    @Id
    UUID id;

    @Column(name = "request_id")
    UUID requestId;

    Instant at;

    @Enumerated(EnumType.STRING)
    RequestAct act;

    @Column(name = "client_id")
    String clientId;

    String officer;
    String reason;

    @SuppressWarnings("NullAway.Init")
    GrantStepEntity() {}
}
