package org.zhengzhao.registry.draft;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.Vault;

/** The order of a draft, with personal data: in a row of its own, which is deleted when its time is over. */
@Entity
@Immutable
@Table(name = "license_draft_content")
class DraftContentEntity {
    @Id
    @Column(name = "draft_id")
    UUID draftId;

    /** In clear, where it was written before numbers were encrypted. */
    @Nullable
    String number;

    @Column(name = "number_encrypted")
    byte @Nullable [] numberEncrypted;

    @Column(name = "number_key")
    @Nullable
    Integer numberKey;

    /** Canonical JSON; encrypted, where there is a number of a key. */
    @Column(name = "content")
    byte[] content;

    @Column(name = "content_key")
    @Nullable
    Integer contentKey;

    /** The number of the license that it would become. */
    String number(Vault vault) {
        if (number != null) {
            return number;
        }
        if (numberEncrypted == null) {
            throw new IllegalStateException("a draft without a number");
        }
        return vault.decrypt(EncryptedColumn.DRAFT_NUMBER, draftId, numberKey, numberEncrypted)
                .toUtf8();
    }

    @SuppressWarnings("NullAway.Init")
    DraftContentEntity() {}
}
