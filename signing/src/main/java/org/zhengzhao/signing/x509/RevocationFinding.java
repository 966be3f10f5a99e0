package org.zhengzhao.signing.x509;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one piece of evidence says of one certificate.
 *
 * @param issuer who signed the evidence
 * @param number of a CRL
 * @param revokedAt since when it is revoked, which may be after the time that is judged
 * @param reason the word of RFC 5280 §5.3.1, where one is given
 */
public record RevocationFinding(
        X509Certificate certificate,
        Status status,
        Kind kind,
        String issuer,
        Optional<BigInteger> number,
        Instant thisUpdate,
        Optional<Instant> nextUpdate,
        Optional<Instant> revokedAt,
        Optional<String> reason) {
    public RevocationFinding {
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(status);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(number);
        Objects.requireNonNull(thisUpdate);
        Objects.requireNonNull(nextUpdate);
        Objects.requireNonNull(revokedAt);
        Objects.requireNonNull(reason);
    }

    /** As of the time that is judged. */
    public enum Status {
        GOOD,
        REVOKED
    }

    /** What kind of evidence it is. */
    public enum Kind {
        CRL,
        OCSP
    }
}
