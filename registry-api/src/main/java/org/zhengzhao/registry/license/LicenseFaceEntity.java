package org.zhengzhao.registry.license;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A signed face of a license. */
@Entity
@Immutable
@Table(name = "license_face")
class LicenseFaceEntity {
    @Embeddable
    record Key(
            @Column(name = "license_id") UUID licenseId,

            @Column(name = "kind") @Enumerated(EnumType.STRING)
            FaceKind kind)
            implements Serializable {}

    @EmbeddedId
    Key key;

    /** Encrypted, where there is a number of a key. */
    byte[] octets;

    @Column(name = "octets_key")
    @Nullable
    Integer octetsKey;

    @SuppressWarnings("NullAway.Init")
    LicenseFaceEntity() {}
}
