package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.signing.trust.CertificatePath;

/** Claims about keys that others may have, the same for every face. */
final class CompromiseChecks {
    private CompromiseChecks() {}

    /**
     * What a key signed before others could have it stays good, where a timestamp proves that it was before. What says of itself
     * that it was signed later is not the authority's word, whoever has made it.
     */
    static Finding signerNotCompromised(Facts facts, TrustPolicy policy, Instant at) {
        if (policy.compromised().isEmpty() || facts.signer().isEmpty()) {
            return Finding.notRun();
        }
        Optional<Instant> proven = provenTime(facts, policy, at);
        // Both paths: an authority's certificate may have been renewed between.
        List<X509Certificate> path = new ArrayList<>(path(facts.signer().get(), policy, at));
        proven.ifPresent(time -> path.addAll(path(facts.signer().get(), policy, time)));
        Optional<Instant> since = policy.compromised().since(path);
        if (since.isEmpty()) {
            return Finding.passed();
        }
        String subject = since.get().toString();
        if (Bound.claimedTime(facts)
                .filter(claimed -> !claimed.isBefore(since.get()))
                .isPresent()) {
            return Finding.failed(FailureCode.SIGNED_AFTER_COMPROMISE, subject);
        }
        return proven.filter(time -> time.isBefore(since.get())).isPresent()
                ? Finding.passed()
                : Finding.open(GapCode.COMPROMISED_NO_PROOF_OF_TIME, subject);
    }

    private static List<X509Certificate> path(SignerFacts signer, TrustPolicy policy, Instant at) {
        List<X509Certificate> path = new ArrayList<>(List.of(signer.certificate()));
        if (policy.trust().path(signer.certificate(), signer.given(), at) instanceof CertificatePath.Trusted trusted) {
            path.addAll(trusted.certificates());
        }
        return path;
    }

    private static Optional<Instant> provenTime(Facts facts, TrustPolicy policy, Instant at) {
        return switch (facts) {
            case PdfFacts pdf -> ProvenTime.of(pdf, policy, at).time();
            case CredentialFacts credential -> Optional.empty();
            case ReceiptFacts receipt -> Optional.empty();
        };
    }
}
