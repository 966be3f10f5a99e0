package org.zhengzhao.signing.x509;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was found out about one path.
 *
 * @param problem empty if it holds
 */
record PathJudgement(
        Optional<PathFinding> problem,
        List<CertificateView> path,
        Set<String> policies,
        List<RevocationFinding> evidence) {
    /** From here on, a path to an anchor was there. */
    static final int COMPLETE = 3;

    PathJudgement {
        path = List.copyOf(path);
        policies = Set.copyOf(policies);
        evidence = List.copyOf(evidence);
    }

    static PathJudgement stopped(PathProblem problem, CertificateView certificate, List<CertificateView> path) {
        return new PathJudgement(Optional.of(new PathFinding(problem, certificate)), path, Set.of(), List.of());
    }

    /** How close to holding: of several paths that do not hold, the closest is what people want to read about. */
    int closeness() {
        if (problem.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        return switch (problem.get().problem()) {
            case NO_PATH -> 0;
            case SIGNATURE -> 1;
            case LIMIT -> 2;
            case MALFORMED,
                    BASIC_CONSTRAINTS,
                    PATH_LENGTH,
                    KEY_USAGE,
                    EXTENDED_KEY_USAGE,
                    NAME_CONSTRAINTS,
                    POLICY,
                    CRITICAL_EXTENSION,
                    ALGORITHM,
                    NOT_CONFORMING -> COMPLETE;
            case EXPIRED, NOT_YET_VALID -> 4;
            case REVOCATION_UNKNOWN -> 5;
            case REVOKED -> 6;
        };
    }

    PathResult result() {
        List<java.security.cert.X509Certificate> certificates =
                path.stream().map(CertificateView::certificate).distinct().toList();
        return problem.<PathResult>map(finding -> new PathResult.Invalid(
                        finding.problem(), Optional.of(finding.certificate().certificate()), certificates, evidence))
                .orElseGet(() -> new PathResult.Valid(certificates, policies, evidence));
    }
}
