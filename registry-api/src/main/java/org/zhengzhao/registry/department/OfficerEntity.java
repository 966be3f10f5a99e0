package org.zhengzhao.registry.department;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "officer")
class OfficerEntity {
    @Embeddable
    record Key(@Column(name = "department_code") String departmentCode, String account) implements Serializable {}

    @EmbeddedId
    Key key;

    String name;

    /** Names of {@link OfficerRole}, separated by a space. */
    String roles;

    boolean active;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;

    @SuppressWarnings("NullAway.Init")
    OfficerEntity() {}
}
