package org.zhengzhao.registry.status;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "status_list")
class StatusListEntity {
    @Id
    String id;

    int number;

    String uri;

    String base;

    int size;

    @Column(name = "next_slot")
    int nextSlot;

    @Column(name = "permutation_key")
    byte[] permutationKey;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the mapper of rows. */
    @SuppressWarnings("NullAway.Init")
    StatusListEntity() {}
}
