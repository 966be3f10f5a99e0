package org.zhengzhao.signing.verify;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;

/**
 * Who signed, as the certificate has it.
 *
 * @param name the certificate's common name
 * @param organisation the USCC in the certificate
 * @param certificateDigest SHA-256 over the certificate in DER
 */
public record Signer(
        String name, Optional<Uscc> organisation, Bytes certificateDigest, Instant validFrom, Instant validUntil) {
    public Signer {
        Objects.requireNonNull(name);
        Objects.requireNonNull(organisation);
        Objects.requireNonNull(certificateDigest);
        Objects.requireNonNull(validFrom);
        Objects.requireNonNull(validUntil);
    }
}
