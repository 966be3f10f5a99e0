package org.zhengzhao.signing.pki;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What a registry's certificates say about where to look things up. Everything may be absent: an offline verifier asks none of
 * them.
 *
 * @param revocations where the issuer's CRL is (RFC 5280 §4.2.1.13)
 * @param status where OCSP answers (RFC 5280 §4.2.2.1)
 * @param issuer where the issuer's certificate is
 * @param policy object identifier of the certificate policy, in numbers and dots
 */
public record PublishedAddresses(
        Optional<URI> revocations, Optional<URI> status, Optional<URI> issuer, Optional<String> policy) {
    public static final PublishedAddresses NONE =
            new PublishedAddresses(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public PublishedAddresses {
        Objects.requireNonNull(revocations);
        Objects.requireNonNull(status);
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(policy);
    }

    public static PublishedAddresses ofRevocations(URI address) {
        return new PublishedAddresses(Optional.of(address), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
