package org.zhengzhao.registry.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "department_limit")
class LimitEntity {
    @Id
    UUID id;

    @Column(name = "department_code")
    String departmentCode;

    @Column(name = "type_code")
    String typeCode;

    @Column(name = "per_minute")
    @Nullable
    Integer perMinute;

    @Column(name = "per_day")
    @Nullable
    Integer perDay;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;

    @SuppressWarnings("NullAway.Init")
    LimitEntity() {}
}
