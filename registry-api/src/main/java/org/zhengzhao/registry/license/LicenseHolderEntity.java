package org.zhengzhao.registry.license;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Leads from the keyed hash of a holder's code to a license. */
@Entity
@Immutable
@Table(name = "license_holder")
class LicenseHolderEntity {
    @Embeddable
    record Key(
            @Column(name = "license_id") UUID licenseId,
            @Column(name = "position") short position) implements Serializable {}

    @EmbeddedId
    Key key;

    @Column(name = "holder_key")
    byte[] holderKey;

    @Column(name = "type_code")
    String typeCode;

    @SuppressWarnings("NullAway.Init")
    LicenseHolderEntity() {}
}
