package org.zhengzhao.signing.x509;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for a path from a certificate up to an anchor, depth first, likely issuers first (RFC 4158), and has each complete one
 * judged until one holds. The work is bounded. Made anew for each search.
 */
final class PathSearch {
    private final CertificatePool pool;
    private final List<CertificateView> given;
    private final SignatureCheck signatures;
    private final PathRequest request;
    private final Function<List<CertificateView>, PathJudgement> judge;
    private final List<CertificateView> path = new ArrayList<>();
    private Optional<PathJudgement> best = Optional.empty();
    private int candidates;
    private boolean cutShort;

    /**
     * @param given certificates that came along; never anchors
     */
    PathSearch(
            CertificatePool pool,
            List<CertificateView> given,
            SignatureCheck signatures,
            PathRequest request,
            Function<List<CertificateView>, PathJudgement> judge) {
        this.pool = pool;
        this.given = given;
        this.signatures = signatures;
        this.request = request;
        this.judge = judge;
    }

    /** The judgement of the first path that holds, or of the one that came closest. */
    PathJudgement search(CertificateView end) {
        path.add(end);
        if (climb()) {
            return best.orElseThrow();
        }
        if (cutShort && best.map(PathJudgement::closeness).orElse(0) < PathJudgement.COMPLETE) {
            return PathJudgement.stopped(PathProblem.LIMIT, end, List.of(end));
        }
        return best.orElseGet(() -> PathJudgement.stopped(PathProblem.NO_PATH, end, List.of(end)));
    }

    private boolean climb() {
        CertificateView certificate = path.getLast();
        for (CertificateView issuer : issuers(certificate)) {
            if (candidates >= X509Limits.MAX_CANDIDATES || signatures.isExhausted()) {
                cutShort = true;
                return false;
            }
            boolean anchor = pool.isAnchor(issuer);
            boolean loop = path.stream().anyMatch(issuer::isSameEntityAs) && !(anchor && path.size() == 1);
            if (loop) {
                continue;
            }
            if (!isSigned(certificate, issuer)) {
                consider(PathJudgement.stopped(unsigned(certificate), certificate, path));
                continue;
            }
            path.add(issuer);
            boolean found = anchor ? judged() : path.size() < X509Limits.MAX_PATH ? climb() : tooLong(issuer);
            path.removeLast();
            if (found) {
                return true;
            }
        }
        return false;
    }

    private boolean judged() {
        candidates++;
        PathJudgement judgement = judge.apply(List.copyOf(path));
        consider(judgement);
        return judgement.problem().isEmpty();
    }

    private boolean tooLong(CertificateView issuer) {
        consider(PathJudgement.stopped(PathProblem.PATH_LENGTH, issuer, path));
        return false;
    }

    private void consider(PathJudgement judgement) {
        if (best.isEmpty() || judgement.closeness() > best.get().closeness()) {
            best = Optional.of(judgement);
        }
    }

    /** Nobody can say of a way to sign that is not on our list whether the signature is right. */
    private static PathProblem unsigned(CertificateView certificate) {
        return CertificateAlgorithms.find(certificate.algorithm()).isPresent()
                ? PathProblem.SIGNATURE
                : PathProblem.ALGORITHM;
    }

    private boolean isSigned(CertificateView certificate, CertificateView issuer) {
        if (pool.isKnownSigned(certificate, issuer)) {
            return true;
        }
        boolean holds = signatures.isSignedBy(certificate, issuer);
        if (holds) {
            pool.remember(certificate, issuer);
        }
        return holds;
    }

    /** Those that have the name, likely ones first: the right key identifier, anchors, valid at the time. */
    private List<CertificateView> issuers(CertificateView certificate) {
        List<CertificateView> found = new ArrayList<>(pool.withSubject(certificate.issuer()));
        given.stream()
                .filter(candidate -> candidate.subject().equals(certificate.issuer()) && !found.contains(candidate))
                .forEach(found::add);
        found.sort(Comparator.comparingInt((CertificateView issuer) -> keyMatch(certificate, issuer))
                .thenComparing(issuer -> !pool.isAnchor(issuer))
                .thenComparing(issuer -> !issuer.isValidAt(request.at())));
        return found;
    }

    /** Key identifiers help to find, they prove nothing (RFC 5280 §4.2.1.1). */
    private static int keyMatch(CertificateView certificate, CertificateView issuer) {
        if (certificate.authorityKey().isEmpty() || issuer.subjectKey().isEmpty()) {
            return 1;
        }
        return certificate.authorityKey().equals(issuer.subjectKey()) ? 0 : 2;
    }
}
