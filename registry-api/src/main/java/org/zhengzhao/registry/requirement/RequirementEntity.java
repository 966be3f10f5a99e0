package org.zhengzhao.registry.requirement;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "matter_requirement")
class RequirementEntity {
    @Embeddable
    record Key(
            @Column(name = "department_code") String departmentCode,
            @Column(name = "matter_code") String matterCode,
            int version,
            short position)
            implements Serializable {}

    @EmbeddedId
    Key key;

    String code;

    @Column(name = "title_chinese")
    String titleChinese;

    @Column(name = "title_english")
    String titleEnglish;

    @Column(name = "type_code")
    String typeCode;

    @Column(name = "type_version")
    int typeVersion;

    @Enumerated(EnumType.STRING)
    RequirementKind kind;

    String condition;

    @SuppressWarnings("NullAway.Init")
    RequirementEntity() {}
}
