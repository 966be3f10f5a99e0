package org.zhengzhao.registry.identity;

import java.util.List;

/** How a client is to prove who it is. Always one way: whoever has keys cannot be impersonated with a secret. */
sealed interface ClientProof {
    /** Most keys, certificates or secrets at a time: two while one follows the other, and some to spare. */
    int MOST = 4;

    /** By a secret that the registry makes. */
    record Secret() implements ClientProof {}

    /** By assertions signed with one of these keys. */
    record Keys(List<ClientKey> keys) implements ClientProof {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /** By one of these certificates, in the handshake of TLS. */
    record Certificates(List<ClientCertificate> certificates) implements ClientProof {
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }
}
