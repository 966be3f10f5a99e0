package org.zhengzhao.signing.x509;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;

/**
 * The path algorithm of RFC 5280 §6.1 for one path whose signatures hold. What the anchor's certificate says (constraints,
 * validity) binds too, as RFC 5937 has it. Made anew for each path, asked once.
 */
final class PathRules {
    static final Set<String> PROCESSED = Set.of(
            Extension.basicConstraints.getId(),
            Extension.keyUsage.getId(),
            Extension.extendedKeyUsage.getId(),
            Extension.subjectAlternativeName.getId(),
            Extension.issuerAlternativeName.getId(),
            Extension.subjectKeyIdentifier.getId(),
            Extension.authorityKeyIdentifier.getId(),
            Extension.nameConstraints.getId(),
            Extension.certificatePolicies.getId(),
            Extension.policyMappings.getId(),
            Extension.policyConstraints.getId(),
            Extension.inhibitAnyPolicy.getId(),
            Extension.cRLDistributionPoints.getId(),
            Extension.freshestCRL.getId());

    private final List<CertificateView> path;
    private final PathRequest request;
    private final NameRules names = new NameRules();
    private final PolicyGraph policies = new PolicyGraph();
    private int explicitPolicy;
    private int policyMapping;
    private int inhibitAny;
    private int maxLength;

    /**
     * @param path the certificate that is asked about first, the anchor last
     */
    PathRules(List<CertificateView> path, PathRequest request) {
        this.path = path;
        this.request = request;
        int unlimited = path.size();
        PolicyInputs inputs = request.policies();
        this.explicitPolicy = inputs.explicit() ? 0 : unlimited;
        this.policyMapping = inputs.inhibitMapping() ? 0 : unlimited;
        this.inhibitAny = inputs.inhibitAny() ? 0 : unlimited;
        this.maxLength = Math.min(unlimited, request.maximumLength());
    }

    /** The policies for which the path is valid. Only to be asked after no problem was found. */
    Set<String> validPolicies() {
        return policies.acceptable(request.policies().accepted());
    }

    /** The first problem; that the time is not right is said only if all else is. */
    Optional<PathFinding> problem() {
        return anchor().or(this::descend).or(this::notConforming).or(this::outOfTime);
    }

    /** The same for a certificate that is trusted as such. */
    Optional<PathFinding> problemOfPinned() {
        CertificateView certificate = path.getFirst();
        Optional<PathFinding> purpose = request.purpose().isNamedBy(certificate)
                ? Optional.empty()
                : found(PathProblem.EXTENDED_KEY_USAGE, certificate);
        return everyCertificate(certificate).or(() -> purpose).or(this::outOfTime);
    }

    private Optional<PathFinding> anchor() {
        CertificateView anchor = path.getLast();
        if (path.size() > X509Limits.MAX_PATH) {
            return found(PathProblem.PATH_LENGTH, anchor);
        }
        Optional<PathFinding> own = everyCertificate(anchor);
        if (own.isPresent()) {
            return own;
        }
        if (anchor.authority().stated() && !anchor.authority().isAuthority()) {
            return found(PathProblem.BASIC_CONSTRAINTS, anchor);
        }
        if (!anchor.maySignCertificates()) {
            return found(PathProblem.KEY_USAGE, anchor);
        }
        anchor.authority().pathLength().ifPresent(length -> maxLength = Math.min(maxLength, length));
        anchor.nameConstraints().ifPresent(names::add);
        constrainPolicies(anchor);
        return Optional.empty();
    }

    private Optional<PathFinding> descend() {
        for (int i = path.size() - 2; i >= 0; i--) {
            CertificateView certificate = path.get(i);
            boolean last = i == 0;
            Optional<PathFinding> problem = everyCertificate(certificate)
                    .or(() -> signed(certificate))
                    .or(() -> named(certificate, last))
                    .or(() -> policies(certificate, last))
                    .or(() -> last ? end(certificate) : next(certificate));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<PathFinding> everyCertificate(CertificateView certificate) {
        if (!request.algorithms().allows(certificate.keyForm(), request.at())) {
            return found(PathProblem.ALGORITHM, certificate);
        }
        if (!PROCESSED.containsAll(certificate.critical())) {
            return found(PathProblem.CRITICAL_EXTENSION, certificate);
        }
        return Optional.empty();
    }

    private Optional<PathFinding> signed(CertificateView certificate) {
        boolean allowed = CertificateAlgorithms.find(certificate.algorithm())
                .filter(scheme -> request.algorithms().allows(scheme, request.at()))
                .isPresent();
        return allowed ? Optional.empty() : found(PathProblem.ALGORITHM, certificate);
    }

    /** §6.1.3 b, c: not for an authority's certificates to itself. */
    private Optional<PathFinding> named(CertificateView certificate, boolean last) {
        return certificate.isSelfIssued() && !last
                ? Optional.empty()
                : names.problem(certificate).map(problem -> new PathFinding(problem, certificate));
    }

    /** §6.1.3 d, e, f. */
    private Optional<PathFinding> policies(CertificateView certificate, boolean last) {
        certificate
                .policies()
                .policies()
                .ifPresentOrElse(
                        named -> policies.descend(named, inhibitAny > 0 || (!last && certificate.isSelfIssued())),
                        policies::clear);
        return explicitPolicy > 0 || !policies.isNull() ? Optional.empty() : found(PathProblem.POLICY, certificate);
    }

    /** §6.1.4: before going on to the next certificate. */
    private Optional<PathFinding> next(CertificateView certificate) {
        PolicyExtensions extensions = certificate.policies();
        if (extensions.mappings().containsKey(PolicyGraph.ANY)
                || extensions.mappings().values().stream().anyMatch(to -> to.contains(PolicyGraph.ANY))) {
            return found(PathProblem.POLICY, certificate);
        }
        if (policyMapping > 0) {
            policies.map(extensions.mappings());
        } else {
            policies.unmap(extensions.mappings().keySet());
        }
        certificate.nameConstraints().ifPresent(names::add);
        if (!certificate.isSelfIssued()) {
            explicitPolicy = Math.max(0, explicitPolicy - 1);
            policyMapping = Math.max(0, policyMapping - 1);
            inhibitAny = Math.max(0, inhibitAny - 1);
        }
        constrainPolicies(certificate);
        if (!certificate.authority().isAuthority()) {
            return found(PathProblem.BASIC_CONSTRAINTS, certificate);
        }
        if (!certificate.isSelfIssued()) {
            if (maxLength == 0) {
                return found(PathProblem.PATH_LENGTH, certificate);
            }
            maxLength--;
        }
        certificate.authority().pathLength().ifPresent(length -> maxLength = Math.min(maxLength, length));
        if (!certificate.maySignCertificates()) {
            return found(PathProblem.KEY_USAGE, certificate);
        }
        return request.purpose().isAllowedBy(certificate)
                ? Optional.empty()
                : found(PathProblem.EXTENDED_KEY_USAGE, certificate);
    }

    private void constrainPolicies(CertificateView certificate) {
        PolicyExtensions extensions = certificate.policies();
        explicitPolicy = least(explicitPolicy, extensions.requireExplicit());
        policyMapping = least(policyMapping, extensions.inhibitMapping());
        inhibitAny = least(inhibitAny, extensions.inhibitAny());
    }

    private static int least(int now, OptionalInt stated) {
        return stated.isPresent() ? Math.min(now, stated.getAsInt()) : now;
    }

    /** §6.1.5: the end of the path. */
    private Optional<PathFinding> end(CertificateView certificate) {
        explicitPolicy = Math.max(0, explicitPolicy - 1);
        OptionalInt stated = certificate.policies().requireExplicit();
        if (stated.isPresent() && stated.getAsInt() == 0) {
            explicitPolicy = 0;
        }
        if (explicitPolicy == 0 && validPolicies().isEmpty()) {
            return found(PathProblem.POLICY, certificate);
        }
        return request.purpose().isNamedBy(certificate)
                ? Optional.empty()
                : found(PathProblem.EXTENDED_KEY_USAGE, certificate);
    }

    /** What was issued in times of which the old algorithms are taken is not held against the rules of today. */
    private Optional<PathFinding> notConforming() {
        return request.conformance() == Conformance.PROFILE
                        && !request.algorithms().isLegacy(request.at())
                ? ConformanceRules.problem(path)
                : Optional.empty();
    }

    /** §6.1.3 a 2; the anchor's own dates too: people expect that an expired root ends. */
    private Optional<PathFinding> outOfTime() {
        for (CertificateView certificate : path) {
            if (request.at().isAfter(certificate.notAfter())) {
                return found(PathProblem.EXPIRED, certificate);
            }
            if (request.at().isBefore(certificate.notBefore())) {
                return found(PathProblem.NOT_YET_VALID, certificate);
            }
        }
        return Optional.empty();
    }

    private static Optional<PathFinding> found(PathProblem problem, CertificateView certificate) {
        return Optional.of(new PathFinding(problem, certificate));
    }
}
