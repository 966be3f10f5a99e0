package org.zhengzhao.signing.x509;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Finds out who signed a revocation list (RFC 5280 §6.3.3 f, g). */
final class ListSigners implements CrlCheck.Signers {
    private final List<CertificateView> known;
    private final SignatureCheck signatures;
    private final PathRequest request;
    private final BiPredicate<CertificateView, CertificateView> hasPath;

    /**
     * @param known certificates among which a signer's may be
     * @param hasPath whether a certificate has a path that holds to an anchor
     */
    ListSigners(
            List<CertificateView> known,
            SignatureCheck signatures,
            PathRequest request,
            BiPredicate<CertificateView, CertificateView> hasPath) {
        this.known = known;
        this.signatures = signatures;
        this.request = request;
        this.hasPath = hasPath;
    }

    @Override
    public Optional<CertificateView> find(RevocationList list, List<CertificateView> path) {
        CertificateView issuer = path.getFirst();
        boolean ofIssuer = list.issuer().equals(issuer.subject());
        if (ofIssuer && issuer.maySignLists() && isSignedBy(list, issuer)) {
            return Optional.of(issuer);
        }
        CertificateView anchor = path.getLast();
        for (CertificateView candidate : known) {
            if (!candidate.subject().equals(list.issuer())
                    || candidate.equals(issuer)
                    || !candidate.maySignLists()
                    || (ofIssuer && !isSameAuthority(candidate, path))
                    || !request.algorithms().allows(candidate.keyForm(), request.at())) {
                continue;
            }
            if (isSignedBy(list, candidate) && (path.contains(candidate) || hasPath.test(candidate, anchor))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** An authority's other key was certified by itself, or by who certified the one on the path. */
    private static boolean isSameAuthority(CertificateView candidate, List<CertificateView> path) {
        return path.stream()
                .filter(member -> member.subject().equals(candidate.subject()))
                .anyMatch(member -> candidate.issuer().equals(member.subject())
                        || candidate.issuer().equals(member.issuer()));
    }

    private boolean isSignedBy(RevocationList list, CertificateView signer) {
        return signatures.verify(list.algorithm(), list.toBeSigned(), list.signature(), signer);
    }
}
