package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * The certificate that claims to have signed.
 *
 * @param given other certificates that came with the document; nothing is known about them
 */
public record SignerFacts(Signer signer, X509Certificate certificate, List<X509Certificate> given) {
    public SignerFacts {
        Objects.requireNonNull(signer);
        Objects.requireNonNull(certificate);
        given = List.copyOf(given);
    }
}
