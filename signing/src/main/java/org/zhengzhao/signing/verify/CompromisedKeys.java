package org.zhengzhao.signing.verify;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * Keys that others may have, as the registry says: what they signed from then on proves nothing.
 *
 * @param since from when on, by the SHA-256 of the key's certificate in DER
 */
public record CompromisedKeys(Map<Bytes, Instant> since) {
    public static final CompromisedKeys NONE = new CompromisedKeys(Map.of());

    public CompromisedKeys {
        since = Map.copyOf(since);
        if (since.keySet().stream().anyMatch(digest -> digest.length() != Sha256.LENGTH)) {
            throw new IllegalArgumentException("a certificate goes by its SHA-256");
        }
    }

    public boolean isEmpty() {
        return since.isEmpty();
    }

    /** Since when one of them may be known to others; the earliest, empty where none is named. */
    Optional<Instant> since(Collection<X509Certificate> certificates) {
        return certificates.stream()
                .map(CompromisedKeys::digest)
                .flatMap(digest -> Optional.ofNullable(since.get(digest)).stream())
                .min(Instant::compareTo);
    }

    private static Bytes digest(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }
}
