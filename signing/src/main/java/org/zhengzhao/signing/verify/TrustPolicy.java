package org.zhengzhao.signing.verify;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationRules;

/**
 * By which rules a document is judged.
 *
 * @param clockTolerance by how much the clocks of signer and verifier may differ
 * @param evidence CRLs and OCSP responses that the person who verifies has, besides those in the document
 * @param revocation for which certificates evidence is needed
 * @param rights which authorities may issue which license types, as far as that is known
 * @param status where the status of licenses is looked up; without it nobody looks
 * @param compromised keys that others may have
 */
public record TrustPolicy(
        TrustStore trust,
        Duration clockTolerance,
        RevocationEvidence evidence,
        RevocationRules revocation,
        TypeRights rights,
        Optional<StatusLists> status,
        CompromisedKeys compromised) {
    /** What is tolerated where nobody says otherwise. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    public TrustPolicy {
        Objects.requireNonNull(trust);
        Objects.requireNonNull(evidence);
        Objects.requireNonNull(revocation);
        Objects.requireNonNull(rights);
        Objects.requireNonNull(status);
        Objects.requireNonNull(compromised);
        if (clockTolerance.isNegative() || clockTolerance.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a clock tolerance is between nothing and one hour");
        }
    }

    /** With the usual tolerance; evidence about revocation counts where there is some. */
    public static TrustPolicy of(TrustStore trust) {
        return new TrustPolicy(
                trust,
                CLOCK_TOLERANCE,
                RevocationEvidence.NONE,
                RevocationRules.IF_PRESENT,
                TypeRights.UNKNOWN,
                Optional.empty(),
                CompromisedKeys.NONE);
    }

    public TrustPolicy withEvidence(RevocationEvidence other) {
        return new TrustPolicy(trust, clockTolerance, other, revocation, rights, status, compromised);
    }

    public TrustPolicy withRevocation(RevocationRules other) {
        return new TrustPolicy(trust, clockTolerance, evidence, other, rights, status, compromised);
    }

    public TrustPolicy withRights(TypeRights other) {
        return new TrustPolicy(trust, clockTolerance, evidence, revocation, other, status, compromised);
    }

    public TrustPolicy withStatus(StatusLists other) {
        return new TrustPolicy(trust, clockTolerance, evidence, revocation, rights, Optional.of(other), compromised);
    }

    public TrustPolicy withCompromised(CompromisedKeys other) {
        return new TrustPolicy(trust, clockTolerance, evidence, revocation, rights, status, other);
    }

    boolean revocationRequired() {
        return switch (revocation.mode()) {
            case END_CERTIFICATE, REQUIRED -> true;
            case NOT_ASKED, IF_PRESENT -> false;
        };
    }

    /** Our own evidence and that of a document. */
    RevocationEvidence evidenceWith(StoredEvidence stored) {
        return evidence.and(stored.revocation());
    }
}
