package org.zhengzhao.registry.identity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A client with what it proves itself with, as far as that may be shown. */
record ClientRecord(Client client, Instant createdAt, Optional<Instant> closedAt, List<Credential> credentials) {
    ClientRecord {
        Objects.requireNonNull(client);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(closedAt);
        credentials = List.copyOf(credentials);
    }

    sealed interface Credential {}

    record OfSecret(Instant madeAt, Optional<Instant> endsAt) implements Credential {
        public OfSecret {
            Objects.requireNonNull(madeAt);
            Objects.requireNonNull(endsAt);
        }
    }

    record OfKey(String kid, AssertionAlgorithm algorithm, Instant madeAt) implements Credential {
        public OfKey {
            Objects.requireNonNull(kid);
            Objects.requireNonNull(algorithm);
            Objects.requireNonNull(madeAt);
        }
    }

    record OfCertificate(String thumbprint, Instant endsAt, Instant madeAt) implements Credential {
        public OfCertificate {
            Objects.requireNonNull(thumbprint);
            Objects.requireNonNull(endsAt);
            Objects.requireNonNull(madeAt);
        }
    }

    AuthenticationMethod method() {
        return credentials.stream()
                .findFirst()
                .map(credential -> switch (credential) {
                    case OfSecret secret -> AuthenticationMethod.CLIENT_SECRET;
                    case OfKey key -> AuthenticationMethod.PRIVATE_KEY_JWT;
                    case OfCertificate certificate -> AuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
                })
                .orElse(AuthenticationMethod.CLIENT_SECRET);
    }
}
