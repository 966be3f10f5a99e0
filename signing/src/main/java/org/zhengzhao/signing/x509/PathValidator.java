package org.zhengzhao.signing.x509;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds and judges certificate paths (RFC 5280). Safe for use by many threads. */
public final class PathValidator {
    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public PathValidator(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /**
     * Looks for a path that holds.
     *
     * @param pool anchors, and what else the person who verifies has
     * @param given certificates that came with what is verified; they may stand on the path and are never anchors
     * @param evidence CRLs and OCSP responses, wherever they came from
     */
    public PathResult validate(
            X509Certificate certificate,
            CertificatePool pool,
            List<X509Certificate> given,
            RevocationEvidence evidence,
            PathRequest request) {
        CertificateView end;
        try {
            end = pool.view(certificate);
        } catch (UnusableCertificateException broken) {
            return new PathResult.Invalid(broken.problem(), Optional.of(certificate), List.of(certificate), List.of());
        }
        if (given.size() > X509Limits.MAX_GIVEN_CERTIFICATES
                || evidence.lists().size() + evidence.answers().size() > X509Limits.MAX_EVIDENCE) {
            return new PathResult.Invalid(PathProblem.LIMIT, Optional.empty(), List.of(certificate), List.of());
        }
        List<CertificateView> readable = new ArrayList<>();
        Optional<CertificatePool.Unusable> unusable = pool.findUnusable(certificate);
        for (X509Certificate other : given) {
            try {
                readable.add(pool.view(other));
            } catch (UnusableCertificateException broken) {
                // One that cannot be read cannot stand on a path; the others may.
                if (unusable.isEmpty() && CertificatePool.sameName(other, certificate)) {
                    unusable = Optional.of(new CertificatePool.Unusable(other, broken.problem()));
                }
            }
        }
        PathResult result = new PathJudge(pool, readable, new SignatureCheck(provider), evidence, request, provider)
                .judge(end)
                .result();
        if (result instanceof PathResult.Invalid invalid
                && invalid.problem() == PathProblem.NO_PATH
                && unusable.isPresent()) {
            return new PathResult.Invalid(
                    unusable.get().problem(),
                    Optional.of(unusable.get().certificate()),
                    invalid.certificates(),
                    invalid.evidence());
        }
        return result;
    }
}
