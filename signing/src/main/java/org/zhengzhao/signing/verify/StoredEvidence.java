package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.signing.x509.RevocationEvidence;

/** The validation data that a PDF carries, as far as they can be read. Nothing is known about them. */
public record StoredEvidence(List<X509Certificate> certificates, RevocationEvidence revocation) {
    public static final StoredEvidence NONE = new StoredEvidence(List.of(), RevocationEvidence.NONE);

    public StoredEvidence {
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(revocation);
    }
}
