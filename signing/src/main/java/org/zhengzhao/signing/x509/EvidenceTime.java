package org.zhengzhao.signing.x509;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether evidence of some age says anything about the time that is judged. */
final class EvidenceTime {
    private EvidenceTime() {}

    /**
     * Evidence from before the time covers it until its next update. Evidence from after it covers it too, as long as an issuer
     * keeps certificates on its lists: until they expire.
     */
    static boolean covers(
            Instant thisUpdate,
            Optional<Instant> nextUpdate,
            boolean speaksOfExpired,
            CertificateView certificate,
            PathRequest request) {
        Instant at = request.at();
        if (thisUpdate.isAfter(at)) {
            return speaksOfExpired || !thisUpdate.isAfter(certificate.notAfter());
        }
        Optional<Duration> maximumAge = request.revocation().maximumAge();
        if (maximumAge.isPresent() && thisUpdate.plus(maximumAge.get()).isBefore(at)) {
            return false;
        }
        return nextUpdate.map(next -> !at.isAfter(next)).orElse(maximumAge.isPresent());
    }

    /** Revoked at that time, or known to be revoked only later. */
    static RevocationFinding.Status status(Optional<Instant> since, Instant at) {
        return since.isPresent() && !since.get().isAfter(at)
                ? RevocationFinding.Status.REVOKED
                : RevocationFinding.Status.GOOD;
    }
}
