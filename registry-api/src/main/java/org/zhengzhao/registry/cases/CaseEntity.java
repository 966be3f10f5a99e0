package org.zhengzhao.registry.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "case_file")
class CaseEntity {
    @Id
    UUID id;

    @Column(name = "department_code")
    String departmentCode;

    @Column(name = "matter_code")
    String matterCode;

    @Column(name = "case_number")
    String caseNumber;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "opened_by")
    String openedBy;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;

    @Column(name = "closed_by")
    @Nullable
    String closedBy;

    @SuppressWarnings("NullAway.Init")
    CaseEntity() {}
}
