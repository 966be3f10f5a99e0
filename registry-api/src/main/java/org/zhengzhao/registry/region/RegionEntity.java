package org.zhengzhao.registry.region;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "region")
class RegionEntity {
    @Id
    String code;

    @Column(name = "parent_code")
    @Nullable
    String parentCode;

    @Column(name = "name_chinese")
    String nameChinese;

    @Column(name = "name_english")
    String nameEnglish;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    RegionEntity() {}
}
