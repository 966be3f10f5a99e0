package org.zhengzhao.signing.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.signing.x509.PathProblem;

/** What came of looking for a path from a signer's certificate to a trust anchor. */
public sealed interface CertificatePath {
    /**
     * There is one, and it held at the time.
     *
     * @param certificates the signer's first, the anchor last
     */
    record Trusted(List<X509Certificate> certificates) implements CertificatePath {
        public Trusted {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("a path has at least one certificate");
            }
        }
    }

    /** There is one, but at the time a certificate on it was valid no more. */
    record Expired(X509Certificate certificate) implements CertificatePath {}

    /** There is one, but at the time a certificate on it was not yet valid. */
    record NotYetValid(X509Certificate certificate) implements CertificatePath {}

    /**
     * There is none that holds.
     *
     * @param problem why the most promising one does not
     */
    record Untrusted(PathProblem problem) implements CertificatePath {
        public Untrusted {
            Objects.requireNonNull(problem);
        }
    }
}
