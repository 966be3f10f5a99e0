package org.zhengzhao.registry.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.type.SharingClass;

@Entity
@Table(name = "sharing_rule")
class SharingRuleEntity {
    @Embeddable
    record Key(@Column(name = "type_code") String typeCode, String name) implements Serializable {}

    @EmbeddedId
    Key key;

    @Nullable
    String fields;

    @Column(name = "sharing_class")
    @Enumerated(EnumType.STRING)
    SharingClass sharingClass;

    @Column(name = "legal_basis")
    String legalBasis;

    @Column(name = "daily_cap")
    @Nullable
    Integer dailyCap;

    int version;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;

    @SuppressWarnings("NullAway.Init")
    SharingRuleEntity() {}
}
