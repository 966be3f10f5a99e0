package org.zhengzhao.registry.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "client")
class ClientEntity {
    @Id
    @Column(name = "client_id")
    String clientId;

    /** Of its first secret; none for a client that proves itself otherwise, or was given another secret since. */
    @Column(name = "secret_digest")
    byte @Nullable [] secretDigest;

    @Column(name = "authority_code")
    String authorityCode;

    @Column(name = "name_chinese")
    String nameChinese;

    @Column(name = "name_english")
    String nameEnglish;

    /** Role names, separated by a space. */
    String roles;

    /** Staff number of the person whose account it is; none for a system. */
    @Nullable
    String person;

    /** What is outside of this region is not for the account. */
    @Column(name = "region_code")
    @Nullable
    String regionCode;

    /** Codes of the types that alone are for the account, separated by a space. */
    @Column(name = "type_codes")
    @Nullable
    String typeCodes;

    @Column(name = "created_at")
    Instant createdAt;

    @Nullable
    @Column(name = "closed_at")
    Instant closedAt;

    @SuppressWarnings("NullAway.Init")
    ClientEntity() {}
}
