package org.zhengzhao.signing.x509;

import java.time.Instant;
import java.util.Objects;

/**
 * What is asked of a path.
 *
 * @param at the time that is judged
 */
public record PathRequest(
        Instant at,
        Purpose purpose,
        PolicyInputs policies,
        Conformance conformance,
        AlgorithmPolicy algorithms,
        RevocationRules revocation) {
    public PathRequest {
        Objects.requireNonNull(at);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(policies);
        Objects.requireNonNull(conformance);
        Objects.requireNonNull(algorithms);
        Objects.requireNonNull(revocation);
    }

    /** RFC 5280 §6 at that time, without asking for a purpose, policies or revocation. */
    public static PathRequest at(Instant at) {
        return new PathRequest(
                at, Purpose.ANY, PolicyInputs.ANY, Conformance.PATH, AlgorithmPolicy.DATED, RevocationRules.NOT_ASKED);
    }

    public PathRequest withPurpose(Purpose other) {
        return new PathRequest(at, other, policies, conformance, algorithms, revocation);
    }

    public PathRequest withPolicies(PolicyInputs other) {
        return new PathRequest(at, purpose, other, conformance, algorithms, revocation);
    }

    public PathRequest withConformance(Conformance other) {
        return new PathRequest(at, purpose, policies, other, algorithms, revocation);
    }

    public PathRequest withAlgorithms(AlgorithmPolicy other) {
        return new PathRequest(at, purpose, policies, conformance, other, revocation);
    }

    public PathRequest withRevocation(RevocationRules other) {
        return new PathRequest(at, purpose, policies, conformance, algorithms, other);
    }
}
