package org.zhengzhao.registry.authority;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "issuing_right")
class IssuingRightEntity {
    @Embeddable
    record Key(
            @Column(name = "authority_code") String authorityCode,
            @Column(name = "type_code") String typeCode) implements Serializable {}

    @EmbeddedId
    Key key;

    @Column(name = "granted_at")
    Instant grantedAt;

    @SuppressWarnings("NullAway.Init")
    IssuingRightEntity() {}
}
