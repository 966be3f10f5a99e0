package org.zhengzhao.registry.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "client_credential")
class ClientCredentialEntity {
    enum Kind {
        SECRET,
        KEY,
        CERTIFICATE
    }

    @Id
    UUID id;

    @Column(name = "client_id")
    String clientId;

    @Enumerated(EnumType.STRING)
    Kind kind;

    /** Of a secret its SHA-256 in hexadecimal, of a key its kid, of a certificate its thumbprint. */
    String name;

    /** Of a key the JWK, of a certificate the certificate in Base64. */
    String content;

    @Column(name = "made_at")
    Instant madeAt;

    @Column(name = "ends_at")
    @Nullable
    Instant endsAt;

    @SuppressWarnings("NullAway.Init")
    ClientCredentialEntity() {}

    boolean counts(Instant now) {
        return endsAt == null || now.isBefore(endsAt);
    }
}
