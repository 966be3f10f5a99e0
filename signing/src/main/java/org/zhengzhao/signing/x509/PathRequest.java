package org.zhengzhao.signing.x509;

import java.time.Instant;
import java.util.Objects;

/**
 * What is asked of a path.
 *
 * @param at the time that is judged
 * @param maximumLength how many authorities may stand between, not counting those that issued themselves (RFC 5280 §6.1.2 k)
 */
public record PathRequest(
        Instant at,
        Purpose purpose,
        PolicyInputs policies,
        Conformance conformance,
        AlgorithmPolicy algorithms,
        RevocationRules revocation,
        int maximumLength) {
    public PathRequest {
        Objects.requireNonNull(at);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(policies);
        Objects.requireNonNull(conformance);
        Objects.requireNonNull(algorithms);
        Objects.requireNonNull(revocation);
        if (maximumLength < 0) {
            throw new IllegalArgumentException("a number of certificates");
        }
    }

    /** RFC 5280 §6 at that time, without asking for a purpose, policies or revocation. */
    public static PathRequest at(Instant at) {
        return new PathRequest(
                at,
                Purpose.ANY,
                PolicyInputs.ANY,
                Conformance.PATH,
                AlgorithmPolicy.DATED,
                RevocationRules.NOT_ASKED,
                X509Limits.MAX_PATH);
    }

    public PathRequest withPurpose(Purpose other) {
        return new PathRequest(at, other, policies, conformance, algorithms, revocation, maximumLength);
    }

    public PathRequest withPolicies(PolicyInputs other) {
        return new PathRequest(at, purpose, other, conformance, algorithms, revocation, maximumLength);
    }

    public PathRequest withConformance(Conformance other) {
        return new PathRequest(at, purpose, policies, other, algorithms, revocation, maximumLength);
    }

    public PathRequest withAlgorithms(AlgorithmPolicy other) {
        return new PathRequest(at, purpose, policies, conformance, other, revocation, maximumLength);
    }

    public PathRequest withRevocation(RevocationRules other) {
        return new PathRequest(at, purpose, policies, conformance, algorithms, other, maximumLength);
    }

    public PathRequest withMaximumLength(int other) {
        return new PathRequest(at, purpose, policies, conformance, algorithms, revocation, other);
    }
}
