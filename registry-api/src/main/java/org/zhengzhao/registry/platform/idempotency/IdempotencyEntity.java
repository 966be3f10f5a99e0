package org.zhengzhao.registry.platform.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** Remembers what a client's idempotency key made. */
@Entity
@Immutable
@Table(name = "idempotency_record")
class IdempotencyEntity {
    @Embeddable
    record Key(
            @Column(name = "client_id") String clientId,
            @Column(name = "idempotency_key") String idempotencyKey) implements Serializable {}

    @EmbeddedId
    Key key;

    @Column(name = "request_digest")
    byte[] requestDigest;

    String identifier;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    IdempotencyEntity() {}
}
