package org.zhengzhao.registry.draft;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The order of a draft, with personal data: in a row of its own, which is deleted when its time is over. */
@Entity
@Immutable
@Table(name = "license_draft_content")
class DraftContentEntity {
    @Id
    @Column(name = "draft_id")
    UUID draftId;

    String number;

    /** Canonical JSON. */
    @Column(name = "content")
    byte[] content;

    @SuppressWarnings("NullAway.Init")
    DraftContentEntity() {}
}
