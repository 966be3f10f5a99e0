package org.zhengzhao.registry.matter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "matter")
class MatterEntity {
    @Embeddable
    record Key(@Column(name = "department_code") String departmentCode, String code) implements Serializable {}

    @EmbeddedId
    Key key;

    @Column(name = "name_chinese")
    String nameChinese;

    @Column(name = "name_english")
    String nameEnglish;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @SuppressWarnings("NullAway.Init")
    MatterEntity() {}
}
