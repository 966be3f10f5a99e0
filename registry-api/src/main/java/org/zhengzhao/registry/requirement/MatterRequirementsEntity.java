package org.zhengzhao.registry.requirement;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "matter_requirements")
class MatterRequirementsEntity {
    @Embeddable
    record Key(
            @Column(name = "department_code") String departmentCode,
            @Column(name = "matter_code") String matterCode,
            int version)
            implements Serializable {}

    @EmbeddedId
    Key key;

    @Column(name = "saved_at")
    Instant savedAt;

    @Column(name = "saved_by")
    String savedBy;

    @SuppressWarnings("NullAway.Init")
    MatterRequirementsEntity() {}
}
