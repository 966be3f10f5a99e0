package org.zhengzhao.registry.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "sharing_grant")
class GrantEntity {
    @Id
    UUID id;

    @Embedded
    TermsColumns terms;

    @Enumerated(EnumType.STRING)
    GrantOrigin origin;

    @Column(name = "rule_name")
    @Nullable
    String ruleName;

    @Column(name = "request_id")
    @Nullable
    UUID requestId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "revoked_by")
    @Nullable
    String revokedBy;

    @Column(name = "revoked_why")
    @Nullable
    String revokedWhy;

    @SuppressWarnings("NullAway.Init")
    GrantEntity() {}
}
