package org.zhengzhao.registry.department;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "department")
class DepartmentEntity {
    @Id
    String code;

    @Column(name = "parent_code")
    @Nullable
    String parentCode;

    @Column(name = "region_code")
    String regionCode;

    @Column(name = "name_chinese")
    String nameChinese;

    @Column(name = "name_english")
    String nameEnglish;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @SuppressWarnings("NullAway.Init")
    DepartmentEntity() {}
}
