package org.zhengzhao.registry.trust;

import java.time.Instant;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A list of revoked certificates that this registry has signed.
 *
 * @param issuer SHA-256 of the issuer's certificate
 * @param listed SHA-256 of what is on it
 * @param octets the list in DER
 */
public record IssuedRevocationList(
        Bytes issuer, long number, Instant thisUpdate, Instant nextUpdate, Bytes listed, Bytes octets) {
    public IssuedRevocationList {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(thisUpdate);
        Objects.requireNonNull(nextUpdate);
        Objects.requireNonNull(listed);
        Objects.requireNonNull(octets);
    }
}
