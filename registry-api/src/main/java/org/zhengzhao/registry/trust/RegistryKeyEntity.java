package org.zhengzhao.registry.trust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.signing.key.Suite;

@Entity
@Table(name = "registry_key")
class RegistryKeyEntity {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    KeyPurpose purpose;

    @Column(name = "authority_code")
    @Nullable
    String authorityCode;

    @Enumerated(EnumType.STRING)
    Suite suite;

    @Enumerated(EnumType.STRING)
    KeyState state;

    @Enumerated(EnumType.STRING)
    KeyPlace place;

    String label;

    @Column(name = "public_key")
    byte[] publicKey;

    @Nullable
    String certificates;

    byte @Nullable [] fingerprint;

    @Column(name = "valid_from")
    @Nullable
    Instant validFrom;

    @Column(name = "valid_until")
    @Nullable
    Instant validUntil;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "activated_at")
    @Nullable
    Instant activatedAt;

    @Column(name = "activated_by")
    @Nullable
    String activatedBy;

    @Column(name = "retired_at")
    @Nullable
    Instant retiredAt;

    @Column(name = "retired_by")
    @Nullable
    String retiredBy;

    @Column(name = "compromised_since")
    @Nullable
    Instant compromisedSince;

    /** For the mapper of rows. */
    @SuppressWarnings("NullAway.Init")
    RegistryKeyEntity() {}
}
