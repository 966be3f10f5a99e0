package org.zhengzhao.registry.sharing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One read of the registry. Holders are in it as keyed hashes only. */
@Entity
@Immutable
@Table(name = "access_record")
class AccessRecordEntity {
    @Id
    UUID id;

    Instant at;

    @Column(name = "client_id")
    String clientId;

    @Column(name = "authority_code")
    String authorityCode;

    String officer;
    String purpose;
    String matter;

    @Column(name = "case_number")
    String caseNumber;

    @Enumerated(EnumType.STRING)
    ReadOperation operation;

    @Column(name = "holder_key")
    byte @Nullable [] holderKey;

    @Column(name = "type_codes")
    List<String> typeCodes;

    @Enumerated(EnumType.STRING)
    ReadOutcome outcome;

    /** What another time than the present was asked about. */
    @Column(name = "as_of")
    @Nullable
    Instant asOf;

    @Column(name = "known_at")
    @Nullable
    Instant knownAt;

    /** Identifiers of what was asked for or found, separated by a space. */
    String identifiers;

    /** The grants that covered the read; none where it was refused, or where the authority read what it issued itself. */
    @Column(name = "grant_ids")
    List<UUID> grantIds;

    /** Names of what was shown. */
    List<String> fields;

    /** What was answered with yes or no. */
    List<String> predicates;

    /** What the answer was sent with; none for sample pages, which nobody asks for a case. */
    @Nullable
    String receipt;

    @Column(name = "request_id")
    String requestId;

    /** Names of rules by which this read alone is unusual. */
    List<String> marks;

    @SuppressWarnings("NullAway.Init")
    AccessRecordEntity() {}
}
