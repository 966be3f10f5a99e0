package org.zhengzhao.registry.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a license at which acts on it meet, with its place in a status list. */
@Entity
@Table(name = "license_state")
class LicenseStateEntity {
    @Id
    @Column(name = "license_id")
    UUID licenseId;

    /** How many events the license has. */
    int events;

    /** Whether it has more than its issue. */
    boolean changed;

    @Column(name = "status_list")
    @Nullable
    String statusList;

    @Column(name = "status_index")
    @Nullable
    Integer statusIndex;

    @SuppressWarnings("NullAway.Init")
    LicenseStateEntity() {}
}
