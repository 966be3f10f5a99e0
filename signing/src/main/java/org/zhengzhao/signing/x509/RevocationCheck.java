package org.zhengzhao.signing.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds evidence against the certificates of a path that holds otherwise. */
final class RevocationCheck {
    private final OcspCheck responses;
    private final CrlCheck lists;
    private final RevocationRules.Mode mode;
    private final List<RevocationFinding> used = new ArrayList<>();

    RevocationCheck(OcspCheck responses, CrlCheck lists, RevocationRules.Mode mode) {
        this.responses = responses;
        this.lists = lists;
        this.mode = mode;
    }

    /** From the anchor down, so that evidence is signed by who is known not to be revoked. */
    Optional<PathFinding> problem(List<CertificateView> path) {
        for (int i = path.size() - 2; i >= 0; i--) {
            CertificateView certificate = path.get(i);
            Optional<PathProblem> problem = switch (outcome(certificate, path.subList(i + 1, path.size()))) {
                case RevocationOutcome.Known known -> take(known.finding());
                case RevocationOutcome.Broken broken -> Optional.of(PathProblem.REVOCATION_UNKNOWN);
                case RevocationOutcome.Silent silent ->
                    isNeeded(i == 0) ? Optional.of(PathProblem.REVOCATION_UNKNOWN) : Optional.empty();
            };
            if (problem.isPresent()) {
                return Optional.of(new PathFinding(problem.get(), certificate));
            }
        }
        return Optional.empty();
    }

    private Optional<PathProblem> take(RevocationFinding finding) {
        used.add(finding);
        return finding.status() == RevocationFinding.Status.REVOKED
                ? Optional.of(PathProblem.REVOKED)
                : Optional.empty();
    }

    private boolean isNeeded(boolean end) {
        return switch (mode) {
            case REQUIRED -> true;
            case END_CERTIFICATE -> end;
            case IF_PRESENT, NOT_ASKED -> false;
        };
    }

    private RevocationOutcome outcome(CertificateView certificate, List<CertificateView> issuers) {
        RevocationOutcome listed = lists.outcome(certificate, issuers);
        return responses
                .outcome(certificate, issuers.getFirst(), responder -> isRevoked(responder, issuers))
                .or(listed);
    }

    private boolean isRevoked(CertificateView responder, List<CertificateView> issuers) {
        return lists.outcome(responder, issuers) instanceof RevocationOutcome.Known known
                && known.finding().status() == RevocationFinding.Status.REVOKED;
    }

    List<RevocationFinding> used() {
        return used;
    }
}
