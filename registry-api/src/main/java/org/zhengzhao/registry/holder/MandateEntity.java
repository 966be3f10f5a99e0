package org.zhengzhao.registry.holder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "mandate")
class MandateEntity {
    @Id
    UUID id;

    @Column(name = "holder_key")
    byte[] holderKey;

    @Column(name = "holder_code_type")
    String holderCodeType;

    @Column(name = "holder_code_end")
    String holderCodeEnd;

    @Column(name = "agent_key")
    byte[] agentKey;

    @Column(name = "agent_code_type")
    String agentCodeType;

    @Column(name = "agent_code_end")
    String agentCodeEnd;

    /** Type codes, separated by a space. */
    @Column(name = "type_codes")
    String typeCodes;

    @Column(name = "last_day")
    LocalDate lastDay;

    @Nullable
    Short place;

    @Column(name = "given_at")
    Instant givenAt;

    @Column(name = "given_by")
    String givenBy;

    @Column(name = "withdrawn_at")
    @Nullable
    Instant withdrawnAt;

    @SuppressWarnings("NullAway.Init")
    MandateEntity() {}
}
