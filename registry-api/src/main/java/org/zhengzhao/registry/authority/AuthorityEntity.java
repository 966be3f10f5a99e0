package org.zhengzhao.registry.authority;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.zhengzhao.schema.type.AuthorityLevel;

@Entity
@Table(name = "authority")
class AuthorityEntity {
    @Id
    String code;

    @Column(name = "name_chinese")
    String nameChinese;

    @Column(name = "name_english")
    String nameEnglish;

    @Enumerated(EnumType.STRING)
    AuthorityLevel level;

    @Column(name = "area_code")
    String areaCode;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    AuthorityEntity() {}
}
