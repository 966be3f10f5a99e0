package org.zhengzhao.registry.license;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A license as a row. The content is canonical JSON, encrypted; the other columns repeat what is searched for. */
@Entity
@Immutable
@Table(name = "license")
class LicenseEntity {
    @Id
    UUID id;

    String identifier;

    @Column(name = "type_code")
    String typeCode;

    /** In whose charge it is (GB/T 2260); none for licenses from before it was kept here. */
    @Column(name = "area_code")
    @Nullable
    String areaCode;

    @Column(name = "type_version")
    int typeVersion;

    @Column(name = "authority_code")
    String authorityCode;

    /** Its keyed hash, where that is said beside it; the number itself is in the content. */
    String number;

    @Column(name = "number_hashed")
    boolean numberHashed;

    int version;

    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_until")
    @Nullable
    LocalDate validUntil;

    /** Encrypted, where there is a number of a key. */
    byte[] content;

    @Column(name = "content_key")
    @Nullable
    Integer contentKey;

    byte[] digest;

    boolean sample;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    /** For the mapper of rows. */
    @SuppressWarnings("NullAway.Init")
    LicenseEntity() {}
}
