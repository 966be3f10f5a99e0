package org.zhengzhao.signing.ofd;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * An electronic seal (GM/T 0031-2014 "V1", GB/T 38540-2020 "V4", GM/T 0031-2025 "V5"), read and not yet verified.
 *
 * @param encoded as it stands in the signature
 * @param information what the seal's maker signs
 * @param signers who may use the seal
 * @param alternativeText what the makers of some versions sign instead: information, certificate and algorithm in one
 */
record Seal(
        Bytes encoded,
        int version,
        String name,
        Signers signers,
        Instant validFrom,
        Instant validTo,
        X509Certificate maker,
        String algorithm,
        Bytes information,
        Bytes alternativeText,
        Bytes signature) {
    Seal {
        Objects.requireNonNull(encoded);
        Objects.requireNonNull(name);
        Objects.requireNonNull(signers);
        Objects.requireNonNull(validFrom);
        Objects.requireNonNull(validTo);
        Objects.requireNonNull(maker);
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(information);
        Objects.requireNonNull(alternativeText);
        Objects.requireNonNull(signature);
    }

    /** Who may use a seal. */
    sealed interface Signers {
        record Certificates(List<Bytes> encoded) implements Signers {
            public Certificates {
                encoded = List.copyOf(encoded);
            }
        }

        /** Digests of certificates. */
        record Digests(List<Bytes> digests) implements Signers {
            public Digests {
                digests = List.copyOf(digests);
            }
        }
    }
}
