package org.zhengzhao.signing.x509;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What came of looking for a path. */
public sealed interface PathResult {
    /** The evidence that was used, outermost certificate first. */
    List<RevocationFinding> evidence();

    /**
     * A path that holds.
     *
     * @param certificates the certificate that was asked about first, the anchor last; only one if it is the anchor itself
     * @param policies certificate policies for which the path is valid, in the anchor's words; empty if that was not asked
     */
    record Valid(List<X509Certificate> certificates, Set<String> policies, List<RevocationFinding> evidence)
            implements PathResult {
        public Valid {
            certificates = List.copyOf(certificates);
            policies = Set.copyOf(policies);
            evidence = List.copyOf(evidence);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("a path has at least one certificate");
            }
        }
    }

    /**
     * No path holds.
     *
     * @param problem of the path that came closest
     * @param certificate the one that has the problem; empty where it cannot be pinned on one
     * @param certificates the path that came closest, as far as it was found; the certificate that was asked about first
     */
    record Invalid(
            PathProblem problem,
            Optional<X509Certificate> certificate,
            List<X509Certificate> certificates,
            List<RevocationFinding> evidence)
            implements PathResult {
        public Invalid {
            Objects.requireNonNull(problem);
            Objects.requireNonNull(certificate);
            certificates = List.copyOf(certificates);
            evidence = List.copyOf(evidence);
        }
    }
}
