package org.zhengzhao.signing.x509;

import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One search with everything that belongs to it: signatures are counted over path and evidence together. */
final class PathJudge {
    /** A list may be signed under a certificate whose own status is on a list, and so on; this often. */
    private static final int MAX_NESTED = 2;

    private final CertificatePool pool;
    private final List<CertificateView> given;
    private final SignatureCheck signatures;
    private final RevocationEvidence evidence;
    private final PathRequest request;
    private final Provider provider;
    /** Signers of evidence whose own status is being asked. */
    private final Set<CertificateView> pending;

    PathJudge(
            CertificatePool pool,
            List<CertificateView> given,
            SignatureCheck signatures,
            RevocationEvidence evidence,
            PathRequest request,
            Provider provider) {
        this(pool, given, signatures, evidence, request, provider, Set.of());
    }

    private PathJudge(
            CertificatePool pool,
            List<CertificateView> given,
            SignatureCheck signatures,
            RevocationEvidence evidence,
            PathRequest request,
            Provider provider,
            Set<CertificateView> pending) {
        this.pool = pool;
        this.given = given;
        this.signatures = signatures;
        this.evidence = evidence;
        this.request = request;
        this.provider = provider;
        this.pending = Set.copyOf(pending);
    }

    PathJudgement judge(CertificateView end) {
        if (pool.pins(end)) {
            List<CertificateView> itself = List.of(end);
            return new PathJudgement(new PathRules(itself, request).problemOfPinned(), itself, Set.of(), List.of());
        }
        return new PathSearch(pool, given, signatures, request, this::judged).search(end);
    }

    private PathJudgement judged(List<CertificateView> path) {
        PathRules rules = new PathRules(path, request);
        Optional<PathFinding> problem = rules.problem();
        if (problem.isPresent() || request.revocation().mode() == RevocationRules.Mode.NOT_ASKED) {
            Set<String> policies = problem.isPresent() ? Set.of() : rules.validPolicies();
            return new PathJudgement(problem, path, policies, List.of());
        }
        RevocationCheck revocation = revocation(path);
        Optional<PathFinding> revoked = revocation.problem(path);
        return new PathJudgement(
                revoked, path, revoked.isPresent() ? Set.of() : rules.validPolicies(), revocation.used());
    }

    private RevocationCheck revocation(List<CertificateView> path) {
        List<CertificateView> known = new ArrayList<>(path);
        known.addAll(pool.all());
        known.addAll(given);
        return new RevocationCheck(
                new OcspCheck(evidence.answers(), known, signatures, request, provider),
                new CrlCheck(evidence.lists(), request, new ListSigners(known, signatures, request, this::hasPath)),
                request.revocation().mode());
    }

    /**
     * Whether a certificate under which evidence is signed has a path to the same anchor, and is not known to be revoked. Its
     * own evidence may say that it is revoked, and nobody asks further who signed that.
     */
    private boolean hasPath(CertificateView certificate, CertificateView anchor) {
        boolean itself = pending.contains(certificate);
        if (!itself && pending.size() == MAX_NESTED) {
            return false;
        }
        Optional<Duration> maximumAge = request.revocation().maximumAge();
        PathRequest ofSigner = request.withPurpose(Purpose.ANY)
                .withPolicies(PolicyInputs.ANY)
                .withConformance(Conformance.PATH)
                .withRevocation(
                        itself
                                ? RevocationRules.NOT_ASKED
                                : new RevocationRules(RevocationRules.Mode.IF_PRESENT, maximumAge));
        Set<CertificateView> asked = new HashSet<>(pending);
        asked.add(certificate);
        PathJudge judge = new PathJudge(pool, given, signatures, evidence, ofSigner, provider, asked);
        PathJudgement found = new PathSearch(
                        pool,
                        given,
                        signatures,
                        ofSigner,
                        path -> path.getLast().equals(anchor)
                                ? judge.judged(path)
                                : PathJudgement.stopped(PathProblem.NO_PATH, certificate, path))
                .search(certificate);
        return found.problem().isEmpty();
    }
}
