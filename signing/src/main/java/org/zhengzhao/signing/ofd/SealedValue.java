package org.zhengzhao.signing.ofd;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** What a signature of an OFD document holds besides the list of parts: read, not yet verified. */
sealed interface SealedValue {
    /** Who signed. */
    X509Certificate signer();

    /** Object identifier of the algorithm, as the signer says it. */
    String algorithm();

    /** The octets that are signed. */
    Bytes message();

    Bytes signature();

    /**
     * With a seal (GM/T 0031, GB/T 38540).
     *
     * @param time when it was signed, by the signer's own word
     * @param dataHash SM3 of the list of parts
     * @param stamped whether a time-stamp is in it
     */
    record WithSeal(
            Seal seal,
            X509Certificate signer,
            String algorithm,
            Bytes message,
            Bytes signature,
            Optional<Instant> time,
            Bytes dataHash,
            boolean stamped)
            implements SealedValue {
        public WithSeal {
            Objects.requireNonNull(seal);
            Objects.requireNonNull(signer);
            Objects.requireNonNull(algorithm);
            Objects.requireNonNull(message);
            Objects.requireNonNull(signature);
            Objects.requireNonNull(time);
            Objects.requireNonNull(dataHash);
        }
    }

    /**
     * Without one (GB/T 35275 signedData).
     *
     * @param content what is signed: the list of parts, or its SM3; empty where it is the list and not repeated
     * @param attributesDigest the digest of the content that signed attributes give, where there are any
     */
    record Plain(
            X509Certificate signer,
            String algorithm,
            Bytes message,
            Bytes signature,
            Optional<Bytes> content,
            Optional<Bytes> attributesDigest)
            implements SealedValue {
        public Plain {
            Objects.requireNonNull(signer);
            Objects.requireNonNull(algorithm);
            Objects.requireNonNull(message);
            Objects.requireNonNull(signature);
            Objects.requireNonNull(content);
            Objects.requireNonNull(attributesDigest);
        }
    }
}
