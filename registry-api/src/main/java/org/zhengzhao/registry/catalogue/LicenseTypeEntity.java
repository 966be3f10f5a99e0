package org.zhengzhao.registry.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One version of a license type; never changed, only followed by the next. */
@Entity
@Immutable
@Table(name = "license_type")
class LicenseTypeEntity {
    @Embeddable
    record Key(String code, int version) implements Serializable {}

    @EmbeddedId
    Key key;

    String definition;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @SuppressWarnings("NullAway.Init")
    LicenseTypeEntity() {}
}
