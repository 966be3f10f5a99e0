package org.zhengzhao.registry.trust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "key_succession")
class KeySuccessionEntity {
    @Id
    UUID id;

    Instant at;

    @Column(name = "from_key")
    UUID fromKey;

    @Column(name = "to_key")
    UUID toKey;

    byte[] statement;

    /** For the mapper of rows. */
    @SuppressWarnings("NullAway.Init")
    KeySuccessionEntity() {}
}
