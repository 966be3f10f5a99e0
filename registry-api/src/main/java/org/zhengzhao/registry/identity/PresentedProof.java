package org.zhengzhao.registry.identity;

import java.util.Objects;

/** What a client brings to prove who it is. */
sealed interface PresentedProof {
    String clientId();

    record Secret(String clientId, ClientSecret secret) implements PresentedProof {
        public Secret {
            Objects.requireNonNull(clientId);
            Objects.requireNonNull(secret);
        }
    }

    record Assertion(String clientId, String text) implements PresentedProof {
        public Assertion {
            Objects.requireNonNull(clientId);
            Objects.requireNonNull(text);
        }

        @Override
        public String toString() {
            return "Assertion[" + clientId + ", hidden]";
        }
    }

    record Certificate(String clientId, ClientCertificate certificate) implements PresentedProof {
        public Certificate {
            Objects.requireNonNull(clientId);
            Objects.requireNonNull(certificate);
        }
    }
}
